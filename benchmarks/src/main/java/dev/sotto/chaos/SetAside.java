package dev.sotto.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What lies among the dead letters, held against what should. Thread-safe. */
final class SetAside {

    private static final String ERRORS = "__streams.errors.";

    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    void expect(String topic, int partition, long offset) {
        expected.add(topic + '-' + partition + ' ' + offset);
    }

    /** A dead letter; the same may come again. */
    void hear(Headers headers) {
        found.add(text(headers, "topic") + '-' + text(headers, "partition") + ' ' + text(headers, "offset"));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(ERRORS + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Records that nobody could use. */
    int poison() {
        return expected.size();
    }

    /** Of them those that were set aside. */
    int poisonFound() {
        return (int) expected.stream().filter(found::contains).count();
    }

    boolean isComplete() {
        return found.containsAll(expected);
    }

    /** Records that were set aside and should not have been. */
    int others() {
        return (int) found.stream().filter(place -> !expected.contains(place)).count();
    }
}
