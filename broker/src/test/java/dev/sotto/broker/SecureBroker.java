package dev.sotto.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker that lets in one user, by SASL_SSL and SCRAM-SHA-256, with a certificate made for the occasion. */
public final class SecureBroker implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "wonderland-71";

    private static final String STORE_PASSWORD = "rabbit-hole";
    /** What no log may say. */
    public static final List<String> SECRETS = List.of(PASSWORD, STORE_PASSWORD);

    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    private final EmbeddedBroker broker;
    private final Path store;

    /** @param directory for the certificate */
    public SecureBroker(Path directory) throws IOException, InterruptedException {
        store = directory.resolve("broker.p12");
        makeCertificate();
        String listener = "listener.name.client.scram-sha-256.sasl.jaas.config";
        broker = EmbeddedBroker.start(
                Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-256",
                        "sasl.mechanism.inter.broker.protocol",
                        "SCRAM-SHA-256",
                        listener,
                        LOGIN.formatted(USER, PASSWORD),
                        "ssl.keystore.location",
                        store.toString(),
                        "ssl.keystore.password",
                        STORE_PASSWORD,
                        "ssl.truststore.location",
                        store.toString(),
                        "ssl.truststore.password",
                        STORE_PASSWORD),
                List.of("SCRAM-SHA-256=[name=" + USER + ",password=" + PASSWORD + "]"));
    }

    private void makeCertificate() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What stands in a client's file of properties. */
    public List<String> clientProperties(String password) {
        return List.of(
                "security.protocol=SASL_SSL",
                "sasl.mechanism=SCRAM-SHA-256",
                "sasl.jaas.config=" + LOGIN.formatted(USER, password),
                "ssl.truststore.location=" + store,
                "ssl.truststore.password=" + STORE_PASSWORD);
    }

    @Override
    public void close() {
        broker.close();
    }
}
