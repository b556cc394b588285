package io.quorumwatch.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A healthy cluster of three etcd members that serve a recorded page, each as itself. Plain blocking sockets, a thread for each
 * connection: so what serving costs is never counted among the event loops that look.
 */
final class EtcdMembers implements AutoCloseable {

    static final int SIZE = 3;

    private static final Pattern IDENTITY = Pattern.compile(
            "(?m)^etcd_server_id\\{server_id=\"(\\w+)\"}|^etcd_network_active_peers\\{.*Remote=\"(\\w+)\"}");
    private static final Pattern COUNTERS =
            Pattern.compile("(?m)(?<=^etcd_server_proposals_(?:committed|applied)_total )\\S+$");
    private static final String MARK = "1234567890";

    private final List<ServerSocket> ports = new ArrayList<>();

    /** Listens on three ports of the loopback address. */
    EtcdMembers(String recorded) throws IOException {
        List<String> identities = IDENTITY.matcher(recorded)
                .results()
                .map((MatchResult match) -> match.group(1) == null ? match.group(2) : match.group(1))
                .distinct()
                .toList();
        if (identities.size() != SIZE) {
            throw new IllegalArgumentException("not a page of a cluster of three: " + identities);
        }
        for (int place = 0; place < SIZE; place++) {
            String own = swapped(recorded, identities.get(0), identities.get(place))
                    .replaceAll("(?m)^etcd_server_is_leader .*$", "etcd_server_is_leader " + (place == 0 ? 1 : 0));
            String page = COUNTERS.matcher(own).replaceAll(MARK);
            ServerSocket port = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            ports.add(port);
            serve("members-" + place, () -> accept(port, page));
        }
    }

    /** The port of each member. */
    List<Integer> ports() {
        return ports.stream().map(ServerSocket::getLocalPort).toList();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket port : ports) {
            port.close();
        }
    }

    private static String swapped(String text, String one, String other) {
        return one.equals(other)
                ? text
                : text.replace(one, "\0").replace(other, one).replace("\0", other);
    }

    /** What a server's thread does until its socket is closed. */
    private interface Serving {
        void run() throws IOException;
    }

    private static void serve(String name, Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException closed) {
                        // The end of the benchmark.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket port, String page) throws IOException {
        while (true) {
            Socket socket = port.accept();
            serve("members-connection", () -> answer(socket, page));
        }
    }

    private static void answer(Socket socket, String page) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            byte[] head =
                    ("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] answer = new byte[head.length + body.length];
            System.arraycopy(head, 0, answer, 0, head.length);
            System.arraycopy(body, 0, answer, head.length, body.length);
            List<Integer> counters = new ArrayList<>();
            for (int at = page.indexOf(MARK); at >= 0; at = page.indexOf(MARK, at + 1)) {
                counters.add(head.length + at);
            }
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (long writes = 1; readHead(in); writes++) {
                byte[] count = Long.toString(1_000_000_000 + writes).getBytes(StandardCharsets.US_ASCII);
                counters.forEach(at -> System.arraycopy(count, 0, answer, at, count.length));
                out.write(answer);
            }
        }
    }

    private static boolean readHead(InputStream in) throws IOException {
        byte[] request = new byte[8192];
        int length = 0;
        while (!ends(request, length)) {
            int read = in.read(request, length, request.length - length);
            if (read <= 0) {
                return false;
            }
            length += read;
        }
        return true;
    }

    private static boolean ends(byte[] request, int length) {
        return length >= 4 && new String(request, length - 4, 4, StandardCharsets.US_ASCII).equals("\r\n\r\n");
    }
}
