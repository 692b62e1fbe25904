package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.call.Call;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketWriter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallCheckTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 2;
    private static final long NOW = 1_000_000_000;

    private Call call;
    private TokenSequence tokens;
    private byte[] pcm;
    private CallCheck check;

    @BeforeEach
    void speak() throws Exception {
        call = Call.many(Call.speech(null, 1), 1, 0.5, 1).get(0);
        tokens = CODEC.encode(call.speech(), CODEBOOKS);
        pcm = Pcm16.toBytes(CODEC.decode(tokens, call.length()).samples());
        check = new CallCheck(Expected.of(CODEC, call, CODEBOOKS));
    }

    private void packet(int from, int to) {
        check.packet(
                PacketWriter.write(
                        new Packet(1, from, CODEC.config().bitsPerToken(), tokens.frames(from, to), Packet.NOT_LAST)),
                NOW);
    }

    /** Samples, and when they come in ms. */
    private void speech(int from, int to, long millis, byte... instead) {
        byte[] value = Arrays.copyOfRange(pcm, from * Pcm16.BYTES, to * Pcm16.BYTES);
        System.arraycopy(instead, 0, value, 0, instead.length);
        record(value, from, millis);
    }

    private void record(byte[] value, long position, long millis) {
        Headers headers = StreamHeaders.of(16_000, position);
        check.speech(
                new ConsumerRecord<>(
                        "t", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty()),
                millis * 1_000_000);
    }

    @Test
    void shouldFindNothingWrongWithWhatIsWhole() {
        packet(0, 10);
        packet(10, tokens.numFrames());
        speech(0, 3_000, 1_000);
        speech(3_000, call.length(), 1_100);
        record(null, call.length(), 1_100);

        assertTrue(check.ended());
        assertEquals(List.of(0L, 0L, 0L, 0L), verdict());
        assertEquals(List.of(), check.silences());
    }

    @Test
    void shouldNoticeWhatIsLost() {
        packet(0, 10);
        packet(11, tokens.numFrames());
        speech(0, call.length() - 1, 1_000);

        assertEquals(3, check.lostFrames(), "a frame of tokens, one of sound, and the end");
    }

    @Test
    void shouldNoticeWhatIsChanged() {
        packet(0, tokens.numFrames());
        int[] wrong = tokens.tokens().clone();
        wrong[5] ^= 1;
        TokenSequence changed = new TokenSequence(CODEBOOKS, wrong);
        check.packet(
                PacketWriter.write(
                        new Packet(1, 0, CODEC.config().bitsPerToken(), changed.frames(0, 4), Packet.NOT_LAST)),
                NOW);
        check.packet(new byte[] {1, 2, 3}, NOW);
        speech(0, call.length(), 1_000, (byte) ~pcm[0]);
        record(new byte[4], call.length(), 1_000);

        assertEquals(2, check.changedTokens());
        assertEquals(3, check.changedSamples());
    }

    @Test
    void shouldCountRepeatsAndHearNoSoundInThem() {
        packet(0, tokens.numFrames());
        packet(0, 4);
        speech(0, 3_000, 1_000);
        speech(0, 3_000, 1_200);
        speech(3_000, call.length(), 1_400);
        record(null, call.length(), 1_400);

        int hop = CODEC.config().hopLength();
        assertEquals(List.of(0L, 0L, 0L, 4L + (3_000 + hop - 1) / hop), verdict());
        assertEquals(
                List.of(400L),
                check.silences().stream().map(CallCheck.Silence::millis).toList());
    }

    @Test
    void shouldExpectPausesAndWhatIsMadeUpInGaps() throws Exception {
        PausesAndGaps turns = new PausesAndGaps(20);
        int chunk = 5 * CODEC.config().hopLength();
        Call inTurns = turns.of(Call.many(Call.speech(null, 1), 1, 12, 1).get(0), 0);
        Expected expected = Expected.of(CODEC, inTurns, 4, 5, chunk, turns);

        long missing = Arrays.stream(expected.frames()).filter(f -> f == null).count();
        long pauses = Arrays.stream(expected.frames())
                .filter(f -> f != null && f.length == 3)
                .count();
        assertEquals(2 * 15, missing);
        assertTrue(pauses > 0.3 * expected.frames().length, pauses + " frames in pauses");
        assertEquals(0, expected.left().cardinality(), "gaps of 300 ms are made up");
        check = new CallCheck(expected);
        record(expected.pcm(), 0, 1_000);
        assertEquals(0, check.changedSamples());
        assertEquals(expected.frames().length - missing + 1, check.lostFrames(), "no packet, and no end");
    }

    /** Lost, changed tokens, changed samples, repeated. */
    private List<Long> verdict() {
        return List.of(check.lostFrames(), check.changedTokens(), check.changedSamples(), check.repeatedFrames());
    }
}
