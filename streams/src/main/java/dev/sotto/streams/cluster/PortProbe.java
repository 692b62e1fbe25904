package dev.sotto.streams.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Utils;

/**
 * What a port speaks at which Kafka's client got no answer. The client cannot tell: a broker hangs up on whoever speaks
 * another protocol, as one does that is being restarted.
 */
enum PortProbe {

    /** Nobody listens. */
    NOBODY,

    /** Somebody listens and says nothing. */
    SILENT,

    /** Kafka, without TLS and without a login. */
    PLAINTEXT,

    /** Kafka, without TLS and with a login. */
    SASL_PLAINTEXT,

    /** TLS, and whatever comes inside it. */
    TLS,

    /** Something else, or it cannot be known. */
    UNKNOWN;

    private static final int TIMEOUT_MS = 1_000;

    /** Kafka's protocol: SaslHandshake, which a broker answers on every port that has no TLS. */
    private static final short SASL_HANDSHAKE = 17;

    private static final short VERSION = 1;
    private static final String MECHANISM = "PLAIN";

    /** The answer of a port that has no login. */
    private static final short ILLEGAL_SASL_STATE = 34;

    /** Of the answer: its length, the number of the request, an error. */
    private static final int MAX_ANSWER = 1 << 16;

    private static final int REQUEST = 71;

    /** A TLS record that says why the connection ends. */
    private static final int ALERT = 0x15;

    /** @param servers as in {@code bootstrap.servers}; the first counts */
    static PortProbe of(String servers) {
        String first = servers.split(",")[0].strip();
        Integer port = Utils.getPort(first);
        if (port == null) {
            return UNKNOWN;
        }
        return of(new InetSocketAddress(Utils.getHost(first), port));
    }

    static PortProbe of(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            return handshake(socket);
        } catch (ConnectException e) {
            return NOBODY;
        } catch (SocketTimeoutException e) {
            return SILENT;
        } catch (IOException e) {
            return isTls(address) ? TLS : UNKNOWN;
        }
    }

    private static PortProbe handshake(Socket socket) throws IOException {
        byte[] mechanism = MECHANISM.getBytes(StandardCharsets.US_ASCII);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(4 * Short.BYTES + Integer.BYTES + mechanism.length);
        out.writeShort(SASL_HANDSHAKE);
        out.writeShort(VERSION);
        out.writeInt(REQUEST);
        // No name of a client.
        out.writeShort(-1);
        out.writeShort(mechanism.length);
        out.write(mechanism);
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length >>> 24 == ALERT) {
            return TLS;
        }
        if (length < Integer.BYTES + Short.BYTES || length > MAX_ANSWER || in.readInt() != REQUEST) {
            return UNKNOWN;
        }
        return in.readShort() == ILLEGAL_SASL_STATE ? PLAINTEXT : SASL_PLAINTEXT;
    }

    /** Whether it answers a greeting in TLS, even if its certificate is one that Java does not know. */
    private static boolean isTls(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket tls =
                    (SSLSocket) factory.createSocket(socket, address.getHostString(), address.getPort(), true)) {
                tls.startHandshake();
                return true;
            }
        } catch (IOException e) {
            // Java looks at the certificate once the other end has answered in TLS.
            return e.getCause() instanceof CertificateException;
        }
    }

    /** The rest of a sentence that begins with who did not answer. */
    String against(SecurityProtocol protocol) {
        String wait = "wait longer with --timeout";
        return switch (this) {
            case NOBODY ->
                "nobody listens there; start one with 'sotto broker', name another with" + " --bootstrap-servers, or "
                        + wait;
            case PLAINTEXT, SASL_PLAINTEXT ->
                name().equals(protocol.name)
                        ? "one answers there by now; " + wait
                        : mismatch("security.protocol=" + name(), protocol);
            case TLS ->
                protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL
                        ? "it speaks TLS, as security.protocol=" + protocol.name
                                + " in --config does; look whether it is "
                                + (protocol == SecurityProtocol.SSL ? "SASL_SSL" : "SSL") + " there, or " + wait
                        : mismatch("TLS (security.protocol=SSL or SASL_SSL)", protocol);
            case SILENT -> "somebody listens there and says nothing; is it a broker? If so, " + wait;
            case UNKNOWN ->
                "look whether it is a broker, and whether security.protocol in --config is the one of"
                        + " that port, or " + wait;
        };
    }

    private static String mismatch(String spoken, SecurityProtocol ours) {
        return "that port speaks " + spoken + ", and ours is " + ours.name + "; set security.protocol in the file that"
                + " --config names";
    }
}
