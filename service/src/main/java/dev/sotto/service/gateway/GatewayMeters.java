package dev.sotto.service.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What operators are told of a gateway: {@code sotto_gateway_...} among the other metrics. */
final class GatewayMeters {

    /** Why a client was sent away. */
    enum Refusal {
        FULL,
        BAD_MESSAGE,
        UNAUTHORIZED,
        NO_HELLO,
        NAME_TAKEN,
        TOO_FAST,
        TOO_SLOW,
        FAILED;

        static Refusal of(CloseCode code) {
            return code == CloseCode.GOING_AWAY ? FAILED : valueOf(code.name());
        }
    }

    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Counter received;
    private final Counter lost;
    private final MeterRegistry registry;

    GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal,
                    Counter.builder("sotto.gateway.refused")
                            .tag("reason", refusal.name().toLowerCase(Locale.ROOT))
                            .description("Clients sent away")
                            .register(registry));
        }
        received = Counter.builder("sotto.gateway.received.bytes")
                .description("Sound that clients sent, as it came")
                .register(registry);
        lost = Counter.builder("sotto.gateway.lost.records")
                .description("Records of speech that the brokers did not take")
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder("sotto.gateway." + name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void refused(Refusal refusal) {
        refusals.get(refusal).increment();
    }

    void received(int bytes) {
        received.increment(bytes);
    }

    Counter lost() {
        return lost;
    }
}
