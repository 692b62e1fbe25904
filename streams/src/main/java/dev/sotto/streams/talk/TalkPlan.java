package dev.sotto.streams.talk;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.prior.Prior;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.gateway.GatewayConfig;
import java.util.Optional;

/**
 * What {@code sotto talk} is asked for.
 *
 * @param brokers null: one of our own, in this process
 * @param prior for a decoder of entropy-coded packets of other encoders; ours writes plain ones
 * @param framesPerPacket of the encoder, if it is started here
 * @param gateway its number of codebooks is the encoder's, too
 */
public record TalkPlan(
        ClientProperties brokers,
        SpeechCodec codec,
        Optional<Prior> prior,
        int framesPerPacket,
        GatewayConfig gateway) {

    /** Applications and groups, called as those that {@code sotto stream} runs. */
    public static final String ENCODER = "sotto-encode";

    public static final String DECODER = "sotto-decode";
}
