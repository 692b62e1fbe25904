package dev.sotto.streams.topology;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketFormat;
import dev.sotto.prior.Prior;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.DecodeProcessor;
import dev.sotto.streams.processor.EncodeProcessor;
import dev.sotto.streams.processor.LastPoll;
import dev.sotto.streams.processor.OpenStreams;
import dev.sotto.streams.processor.SameNumber;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** The two topologies of a codec service. Pure functions: nothing is opened here. */
public final class CodecTopology {

    private CodecTopology() {}

    /** Speech to tokens. */
    public static Topology encode(
            Topics topics,
            SpeechCodec codec,
            int numCodebooks,
            int framesPerPacket,
            PacketCoding coding,
            Continuity continuity) {
        requireRange("numCodebooks", numCodebooks, codec.config().numCodebooks());
        requireRange("framesPerPacket", framesPerPacket, PacketFormat.MAX_FRAMES);
        coding.prior().ifPresent(prior -> requireFitting(prior, codec));
        OpenStreams open = new OpenStreams(continuity.maxOpenStreams());
        SameNumber output = new SameNumber();
        return chain(
                topics.pcm(),
                EncodeProcessor.NAME,
                () -> new EncodeProcessor(
                        codec, numCodebooks, framesPerPacket, coding, continuity, open, output, LastPoll::from),
                topics.tokens(),
                output);
    }

    /**
     * Tokens to speech.
     *
     * @param prior empty for a service that takes entropy-coded packets for poison
     */
    public static Topology decode(Topics topics, SpeechCodec codec, Optional<Prior> prior, Continuity continuity) {
        prior.ifPresent(known -> requireFitting(known, codec));
        OpenStreams open = new OpenStreams(continuity.maxOpenStreams());
        SameNumber output = new SameNumber();
        return chain(
                topics.tokens(),
                DecodeProcessor.NAME,
                () -> new DecodeProcessor(codec, prior, continuity, open, output, LastPoll::from),
                topics.decoded(),
                output);
    }

    private static Topology chain(
            Topic from,
            String name,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier,
            Topic to,
            SameNumber output) {
        String source = name + "-source";
        return new Topology()
                .addSource(source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), from.name())
                .addProcessor(name, supplier, source)
                .addSink(name + "-sink", to.name(), new ByteArraySerializer(), new ByteArraySerializer(), output, name);
    }

    private static void requireFitting(Prior prior, SpeechCodec codec) {
        if (!prior.modelFingerprint().equals(codec.model().fingerprint())) {
            throw new IllegalArgumentException("the prior is of another model");
        }
    }

    private static void requireRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", is " + value);
        }
    }
}
