package io.quorumwatch.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The {@code --format} of every command; a mixin, so that it is written once. */
final class OutputFormat {

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = Converter.class,
            description = "Text for people or JSON lines for programs; default: text")
    private Kind kind = Kind.TEXT;

    boolean isJson() {
        return kind == Kind.JSON;
    }

    private enum Kind {
        TEXT,
        JSON;

        /** As it is written; completion proposes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class Converter implements ITypeConverter<Kind> {

        @Override
        public Kind convert(String word) {
            for (Kind kind : Kind.values()) {
                if (kind.toString().equals(word)) {
                    return kind;
                }
            }
            throw new TypeConversionException("expected text or json but was '" + word + "'");
        }
    }
}
