package dev.sotto.streams.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.topic.PcmRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever senders' clocks say, each frame of each life is heard once. */
class ClockTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final long HOUR = 3_600_000;

    /** Of a call: a frame each. */
    private static final int RECORDS = 60;

    private record Sent(PcmRecord pcm, Place place) {}

    private record Written(TokenRecord tokens, Place place) {}

    /** Calls one after another on one stream id; {@code clock} makes the sender's time of the true one. */
    private static List<Sent> calls(int number, LongUnaryOperator clock) {
        Random random = new Random(5);
        List<Sent> sent = new ArrayList<>();
        for (int call = 0; call < number; call++) {
            for (int i = 0; i <= RECORDS; i++) {
                float[] samples = new float[HOP];
                for (int s = 0; s < HOP; s++) {
                    samples[s] = (float) (0.2 * random.nextGaussian());
                }
                PcmRecord pcm = new PcmRecord(
                        i == RECORDS ? null : samples, 16_000, OptionalLong.of((long) i * HOP), OptionalInt.empty());
                sent.add(new Sent(pcm, new Place(clock.applyAsLong(100 * HOUR + 20L * sent.size()), sent.size())));
            }
        }
        return sent;
    }

    private static SpeechToPackets encoder() {
        return new SpeechToPackets(CODEC, 2, 5, PacketCoding.PLAIN);
    }

    private static List<Written> encode(SpeechToPackets stream, List<Sent> sent) {
        List<Written> written = new ArrayList<>();
        for (Sent one : sent) {
            stream.add(
                    one.pcm(),
                    one.place(),
                    (packet, bytes, epoch) ->
                            written.add(new Written(new TokenRecord(PacketReader.open(bytes), epoch), one.place())));
        }
        return written;
    }

    private static List<String> hear(List<Written> written, List<Arrival.Kind> kinds) {
        PacketsToSpeech decoder = new PacketsToSpeech(CODEC, Optional.empty());
        List<String> heard = new ArrayList<>();
        for (Written one : written) {
            Arrival arrival = decoder.add(one.tokens(), one.place(), new PacketsToSpeech.Listener() {
                @Override
                public void concealed(byte[] pcm, long position) {
                    heard.add("made up " + position + " " + HexFormat.of().formatHex(pcm));
                }

                @Override
                public void speech(byte[] pcm, long position, long missingFrames) {
                    heard.add(position + " " + HexFormat.of().formatHex(pcm));
                }

                @Override
                public void end(long length) {
                    heard.add("end " + length);
                }
            });
            kinds.add(arrival.kind());
        }
        return heard;
    }

    private static List<String> hear(List<Written> written) {
        return hear(written, new ArrayList<>());
    }

    @Test
    void shouldHearAllWhenAClockIsSetBackInMidCall() {
        List<String> undisturbed = hear(encode(encoder(), calls(2, time -> time)));
        List<String> setBack = hear(encode(encoder(), calls(2, time -> time > 100 * HOUR + 600 ? time - HOUR : time)));
        assertEquals(undisturbed, setBack);
    }

    @Test
    void shouldHearCallsAfterOneWhoseClockWasAhead() {
        List<String> undisturbed = hear(encode(encoder(), calls(3, time -> time)));
        long second = 100 * HOUR + 20L * (RECORDS + 1);
        List<String> ahead = hear(encode(encoder(), calls(3, time -> time < second ? time + HOUR : time)));
        assertEquals(undisturbed, ahead);
    }

    /** A successor writes again what the encoder before had not committed, across the border of two calls. */
    @Test
    void shouldDropWhatASuccessorRepeatsOfALifeThatIsOver() {
        for (LongUnaryOperator clock :
                List.<LongUnaryOperator>of(time -> time, time -> time > 100 * HOUR + 1_300 ? time - HOUR : time)) {
            List<Sent> sent = calls(2, clock);
            List<String> undisturbed = hear(encode(encoder(), sent));
            int killed = RECORDS + 23;
            for (int committed = RECORDS - 11; committed < killed; committed++) {
                List<Written> written = encode(encoder(), sent.subList(0, killed));
                SpeechToPackets successor = encoder();
                sent.subList(0, committed).forEach(one -> successor.recall(one.pcm(), one.place()));
                written.addAll(encode(successor, sent.subList(committed, sent.size())));
                List<Arrival.Kind> kinds = new ArrayList<>();
                assertEquals(undisturbed, hear(written, kinds), "committed " + committed);
                assertTrue(!kinds.contains(Arrival.Kind.GAP), "committed " + committed + ": " + kinds);
            }
        }
    }
}
