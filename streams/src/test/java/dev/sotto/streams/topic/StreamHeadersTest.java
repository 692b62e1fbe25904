package dev.sotto.streams.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamHeadersTest {

    @Test
    void shouldReadWhatItWrote() {
        Headers headers = StreamHeaders.of(16_000, 123_456_789_012L);
        assertEquals(OptionalLong.of(16_000), StreamHeaders.read(headers, StreamHeaders.RATE));
        assertEquals(OptionalLong.of(123_456_789_012L), StreamHeaders.read(headers, StreamHeaders.POSITION));
        assertEquals(OptionalLong.empty(), StreamHeaders.read(headers, StreamHeaders.GAP));
        assertArrayEquals(
                "16000".getBytes(StandardCharsets.US_ASCII),
                headers.lastHeader("sotto.rate").value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", " 1", "x", "1234567890123456", "٣"})
    void shouldRefuseWhatIsNoNumber(String text) {
        Headers headers = new RecordHeaders().add(StreamHeaders.POSITION, text.getBytes(StandardCharsets.UTF_8));
        assertThrows(PoisonRecordException.class, () -> StreamHeaders.read(headers, StreamHeaders.POSITION));
    }

    @Test
    void shouldRefuseAHeaderWithoutAValue() {
        Headers headers = new RecordHeaders().add(StreamHeaders.RATE, null);
        assertThrows(PoisonRecordException.class, () -> StreamHeaders.read(headers, StreamHeaders.RATE));
    }
}
