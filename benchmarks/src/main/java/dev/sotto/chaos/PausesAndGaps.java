package dev.sotto.chaos;

import dev.sotto.audio.AudioFiles;
import dev.sotto.call.Call;
import dev.sotto.call.TurnTaking;

/**
 * How people speak with {@code --dtx}: 3 s, then a pause of 4.5 s; and of every 5 s, 300 ms get lost between the caller
 * and the topic. So at any time most calls are in a pause, and some in a gap.
 *
 * @param pauseInterval frames
 */
record PausesAndGaps(int pauseInterval) {

    private static final TurnTaking TURNS = TurnTaking.of(7.5, 0.6);
    private static final int LOST_EVERY = 5 * AudioFiles.SAMPLE_RATE;
    private static final int LOST_FROM = LOST_EVERY * 4 / 5;
    private static final int LOST = AudioFiles.SAMPLE_RATE * 3 / 10;

    /** The same call with pauses; which samples are in one follows from {@code number}. */
    Call of(Call call, int number) {
        return TURNS.of(call, number);
    }

    /** Whether the record that begins at that sample never reaches the topic. */
    boolean isLost(int from) {
        int place = from % LOST_EVERY;
        return place >= LOST_FROM && place < LOST_FROM + LOST;
    }
}
