package dev.sotto.chaos;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.call.Call;
import java.util.Random;

/**
 * How people speak with {@code --dtx}: 3 s of speech, then 4.5 s of a room 60 dB below full scale; and of every 5 s,
 * 300 ms get lost between the caller and the topic. So at any time most calls are in a pause, and some in a gap.
 *
 * @param pauseInterval frames
 */
record TurnTaking(int pauseInterval) {

    private static final int TURN = 3 * AudioFiles.SAMPLE_RATE;
    private static final int ROUND = TURN * 5 / 2;
    private static final int LOST_EVERY = 5 * AudioFiles.SAMPLE_RATE;
    private static final int LOST_FROM = LOST_EVERY * 4 / 5;
    private static final int LOST = AudioFiles.SAMPLE_RATE * 3 / 10;
    private static final double ROOM = 1e-3;

    /** The same call with pauses; which samples are in one follows from {@code number}. */
    Call of(Call call, int number) {
        Random random = new Random(number);
        float[] samples = Pcm16.toFloats(call.pcm());
        for (int i = 0; i < samples.length; i++) {
            boolean speaks = (i + number * (long) TURN / 2) % ROUND < TURN;
            samples[i] = (float) ((speaks ? samples[i] : 0) + ROOM * random.nextGaussian());
        }
        return new Call(call.id(), call.partition(), Pcm16.toBytes(samples));
    }

    /** Whether the record that begins at that sample never reaches the topic. */
    boolean isLost(int from) {
        int place = from % LOST_EVERY;
        return place >= LOST_FROM && place < LOST_FROM + LOST;
    }
}
