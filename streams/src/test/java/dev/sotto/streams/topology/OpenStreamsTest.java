package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.processor.StreamGauges;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final float[] SPEECH = new float[20 * HOP];

    @Test
    void shouldRefuseNewStreamsWhenThereIsNoRoomAndGoOnWithThoseThatAreOpen() {
        Continuity two = new Continuity(InputReplay.NONE, Duration.ofSeconds(60), 2);
        try (CodecDriver driver =
                CodecDriver.ofEncoder(CodecTopology.encode(Topics.DEFAULT, CODEC, 1, 1, PacketCoding.PLAIN, two))) {
            for (String stream : new String[] {"a", "b", "c"}) {
                driver.speak(stream, SPEECH, 0, 5 * HOP);
            }
            assertEquals(1, driver.count(Counter.REFUSED));
            assertEquals(2, driver.gauge(StreamGauges.ACTIVE_STREAMS));
            driver.speak("a", SPEECH, 5 * HOP, 10 * HOP);
            driver.end("b", 5 * HOP);
            driver.speak("c", SPEECH, 5 * HOP, 10 * HOP);

            var written = driver.output();
            assertEquals(10, CodecDriver.packets(written, "a").size());
            assertFalse(CodecDriver.packets(written, "b").isEmpty());
            assertEquals(5, CodecDriver.packets(written, "c").get(0).firstFrame(), "taken up where it is");
            assertEquals(1, driver.count(Counter.REFUSED));
            assertEquals(0, driver.count(Counter.DEAD_LETTERS));
        }
    }
}
