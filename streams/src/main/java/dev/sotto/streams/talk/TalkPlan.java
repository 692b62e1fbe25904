package dev.sotto.streams.talk;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.gateway.GatewayConfig;
import java.util.OptionalInt;

/**
 * What {@code sotto talk} is asked for.
 *
 * @param brokers null: one of our own, in this process
 * @param framesPerPacket of the encoder, if it is started here
 * @param lingerMs how long producers wait for company before they send; empty: as {@code brokers} say, else not at all
 * @param gateway its number of codebooks is the encoder's, too, and its prior the decoder's, for packets of other
 *     encoders; ours writes plain ones
 */
public record TalkPlan(
        ClientProperties brokers, SpeechCodec codec, int framesPerPacket, OptionalInt lingerMs, GatewayConfig gateway) {

    /** Applications and groups, called as those that {@code sotto stream} runs. */
    public static final String ENCODER = "sotto-encode";

    public static final String DECODER = "sotto-decode";
}
