package dev.sotto.streams.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void shouldNameTheDeadLettersAfterTheirTopic() {
        assertEquals(
                List.of("voice.pcm", "voice.tokens", "voice.pcm.decoded", "voice.pcm.dlq", "voice.tokens.dlq"),
                Topics.DEFAULT.all().stream().map(Topic::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä", ".dlq"})
    void shouldRefuseNamesThatKafkaRefuses(String name) {
        assertThrows(IllegalArgumentException.class, () -> new Topic(name));
    }

    @Test
    void shouldLeaveRoomForTheNameOfTheDeadLetters() {
        assertEquals(249, new Topic("x".repeat(245)).deadLetters().name().length());
        assertThrows(IllegalArgumentException.class, () -> new Topic("x".repeat(246)));
    }

    @Test
    void shouldBoundTheLengthOfAStreamId() {
        assertEquals("ä".repeat(128), StreamId.read(StreamId.write("ä".repeat(128))));
        assertThrows(IllegalArgumentException.class, () -> StreamId.write("ä".repeat(129)));
        assertThrows(IllegalArgumentException.class, () -> StreamId.write(""));
    }
}
