package dev.sotto.service.talk;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.PacketCoding;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.synthesis.Voice;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code sotto talk} is asked for.
 *
 * @param brokers null: one of our own, in this process
 * @param voice of what the decoder says, which has to be started here unless it is the own
 * @param framesPerPacket of the encoder, if it is started here
 * @param coding of its packets
 * @param lingerMs how long producers wait for company before they send; empty: as {@code brokers} say, else
 *     {@link #LINGER_MS}
 * @param patience until a broker of {@code brokers} answers
 * @param gateway its number of codebooks is the encoder's, too, and its prior the decoder's, for packets of other
 *     encoders; ours writes plain ones
 */
public record TalkPlan(
        ClientProperties brokers,
        SpeechCodec codec,
        Voice voice,
        int framesPerPacket,
        PacketCoding coding,
        OptionalInt lingerMs,
        Duration patience,
        GatewayConfig gateway) {

    /** With this two cores carry fifty callers of one frame a packet, for up to 15 ms more from mouth to ear. */
    public static final int LINGER_MS = 5;

    /** Applications and groups, called as those that {@code sotto stream} runs. */
    public static final String ENCODER = "sotto-encode";

    public static final String DECODER = "sotto-decode";

    /** The settings of all clients that this plan starts: those of {@code found}, and how long producers linger. */
    ClientProperties client(ClientProperties found) {
        boolean said = found.producer(Map.of()).containsKey("linger.ms");
        return said && lingerMs.isEmpty() ? found : found.with("producer.linger.ms", lingerMs.orElse(LINGER_MS));
    }
}
