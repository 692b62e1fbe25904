package dev.sotto.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row of the table.
 *
 * @param partitions that the calls share
 * @param lingerMs how long the encoder's producer waits for more packets
 * @param compression of its batches, as Kafka calls it
 */
record LoadCase(int calls, int framesPerPacket, int partitions, int lingerMs, String compression) {

    /** Calls that share a partition where what they cost together is measured. */
    static final int SHARED_CALLS = 50;

    /** Each number of calls with each number of frames. */
    static List<LoadCase> all(List<Integer> calls, List<Integer> frames, int partitions, int lingerMs, String zip) {
        List<LoadCase> cases = new ArrayList<>();
        for (int framesPerPacket : frames) {
            for (int count : calls) {
                cases.add(new LoadCase(count, framesPerPacket, partitions, lingerMs, zip));
            }
        }
        return cases;
    }

    /**
     * What a call costs: alone, each packet as soon as it is there, and with 49 others in one partition, where a
     * producer waits as long as a packet lasts, so that all their packets go in one batch.
     */
    static List<LoadCase> wire(List<Integer> frames, int frameMs) {
        List<LoadCase> cases = new ArrayList<>(all(List.of(1), frames, 1, 0, "none"));
        for (int framesPerPacket : frames) {
            cases.add(new LoadCase(SHARED_CALLS, framesPerPacket, 1, framesPerPacket * frameMs, "zstd"));
        }
        return cases;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d call%s, %d frame%s a packet",
                calls,
                plural(calls),
                framesPerPacket,
                plural(framesPerPacket));
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
