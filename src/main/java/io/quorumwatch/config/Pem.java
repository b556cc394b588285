package io.quorumwatch.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and keys as Vert.x does when it serves or connects, so that what it would stumble over is a mistake in the
 * configuration, and what it takes is taken.
 */
final class Pem {

    private static final byte[] PROBE = "a probe".getBytes(StandardCharsets.US_ASCII);

    private final FilePaths files;

    Pem(FilePaths files) {
        this.files = files;
    }

    /** A file with certificates; null when the key is absent or has been complained about. */
    @Nullable
    Path certificates(@Nullable Setting setting) {
        Path file = files.readable(setting);
        if (setting == null || file == null) {
            return null;
        }
        try {
            KeyStore unused = KeyStoreHelper.loadCA(Stream.of(content(file)));
            return file;
        } catch (Exception broken) {
            setting.refuse("no certificate in " + OneLine.of(file.toString()), "certificates in PEM", null);
            return null;
        }
    }

    /** The file with the key of the first of the certificates; null when the key is absent or has been complained about. */
    @Nullable
    Path keyOf(@Nullable Path certificates, @Nullable Setting setting) {
        Path file = files.readable(setting);
        if (setting == null || file == null || certificates == null) {
            return null;
        }
        try {
            KeyStore store = KeyStoreHelper.loadKeyCert(List.of(content(file)), List.of(content(certificates)));
            String alias = store.aliases().nextElement();
            PrivateKey key = (PrivateKey) store.getKey(alias, KeyStoreHelper.DUMMY_PASSWORD.toCharArray());
            if (belong(key, store.getCertificate(alias).getPublicKey())) {
                return file;
            }
            // In the middle of a rotation the one is new already and the other is not.
            setting.refuse(
                    OneLine.of(file.toString()) + ", which is not the key of " + OneLine.of(certificates.toString()),
                    "the key of the first certificate there",
                    null);
        } catch (KeyStoreException noChain) {
            setting.refuse(
                    "a key for " + OneLine.of(certificates.toString()) + ", whose certificates are no chain",
                    "the key's certificate first there, and then each time that of the issuer",
                    null);
        } catch (Exception broken) {
            setting.refuse(
                    "no key for " + OneLine.of(certificates.toString()) + " in " + OneLine.of(file.toString()),
                    "the RSA or EC key of the first certificate there, in PEM and without a passphrase",
                    null);
        }
        return null;
    }

    private static Buffer content(Path file) throws IOException {
        return Buffer.buffer(FilePaths.content(file));
    }

    /** Whether what the one signs is what the other verifies. */
    private static boolean belong(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm());
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return verifies(signature, signed);
    }

    private static boolean verifies(Signature signature, byte[] signed) {
        try {
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherSize) {
            return false;
        }
    }
}
