package dev.sotto.call;

import dev.sotto.streams.client.Pace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who says which piece when, of calls that are spoken at once by one thread. Calls begin one after another within
 * {@code stagger}, as nobody's packets are complete just when others' are.
 */
public final class Turns {

    private final List<Call> calls;
    private final int chunk;
    private final int[] offsets;

    /** Says pieces. */
    public interface Mouth {

        /** The samples of that call from {@code from} up to the one before {@code end} are due now. */
        void say(int call, int from, int end);
    }

    /**
     * @param chunk samples of a piece
     * @param stagger samples
     */
    public Turns(List<Call> calls, int chunk, int stagger) {
        this.calls = List.copyOf(calls);
        this.chunk = chunk;
        this.offsets = IntStream.range(0, calls.size())
                .map(i -> (int) ((long) i * stagger / calls.size()))
                .toArray();
    }

    /** Returns when all calls are over. */
    public void speak(Pace pace, Mouth mouth) throws InterruptedException {
        int[] order = IntStream.range(0, calls.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> offsets[i] % chunk))
                .mapToInt(i -> i)
                .toArray();
        int longest = IntStream.of(order)
                .map(i -> offsets[i] + calls.get(i).length())
                .max()
                .orElse(0);
        for (long tick = 0; tick < longest; tick += chunk) {
            for (int i : order) {
                take(i, tick - offsets[i] / chunk * chunk, tick + offsets[i] % chunk, pace, mouth);
            }
        }
    }

    /** @param from position of the piece's first sample, or before or after the call */
    private void take(int index, long from, long due, Pace pace, Mouth mouth) throws InterruptedException {
        int length = calls.get(index).length();
        if (from >= 0 && from < length) {
            int end = (int) Math.min(from + chunk, length);
            pace.await(due + end - from);
            mouth.say(index, (int) from, end);
        }
    }
}
