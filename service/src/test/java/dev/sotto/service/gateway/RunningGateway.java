package dev.sotto.service.gateway;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.service.health.Metrics;
import dev.sotto.streams.app.RunningCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/** A codec on the shared broker, with a small model, and gateways before it. */
final class RunningGateway implements AutoCloseable {

    static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    static final int CODEBOOKS = 3;
    static final Prior PRIOR = TestPriors.of(TestModels.tiny(1), 2);

    private final RunningCodec codec;
    private final Metrics metrics = new Metrics();
    private final Gateway gateway;

    RunningGateway() throws Exception {
        codec = new RunningCodec(CODEC, CODEBOOKS, 1);
        gateway = start(metrics.registry(), "127.0.0.1", null, Set.of(), GatewayLimits.DEFAULT);
    }

    Gateway gateway() {
        return gateway;
    }

    RunningCodec codec() {
        return codec;
    }

    /** One more, to the same topics. */
    Gateway another(String token, Set<String> origins, GatewayLimits limits) throws BindException {
        return another("127.0.0.1", token, origins, limits);
    }

    Gateway another(String host, String token, Set<String> origins, GatewayLimits limits) throws BindException {
        return start(new SimpleMeterRegistry(), host, token, origins, limits);
    }

    private Gateway start(MeterRegistry registry, String host, String token, Set<String> origins, GatewayLimits limits)
            throws BindException {
        GatewayConfig config = new GatewayConfig(
                new InetSocketAddress(host, 0),
                codec.topics(),
                CODEC.config(),
                Optional.of(PRIOR),
                CODEBOOKS,
                token,
                origins,
                limits);
        return Gateway.start(config, codec.client(), registry, metrics::scrape, () -> true);
    }

    @Override
    public void close() {
        gateway.close();
        metrics.close();
        codec.close();
    }
}
