package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A WebSocket by hand, for what a decent client would never send. */
final class RawSocket {

    private RawSocket() {}

    /** Under a mask of zeros. */
    static byte[] frame(int head, byte[] payload) {
        int n = payload.length;
        byte[] length = n < 126
                ? new byte[] {(byte) (0x80 | n)}
                : n < 65_536
                        ? new byte[] {(byte) 0xfe, (byte) (n >> 8), (byte) n}
                        : new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, (byte) (n >> 16), (byte) (n >> 8), (byte) n};
        byte[] frame = new byte[1 + length.length + 4 + n];
        frame[0] = (byte) head;
        System.arraycopy(length, 0, frame, 1, length.length);
        System.arraycopy(payload, 0, frame, 5 + length.length, n);
        return frame;
    }

    static void handshake(Socket socket) throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, "the gateway does not answer");
            head.append((char) next);
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 101"), head.toString());
    }
}
