package dev.sotto.call;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import java.util.Random;

/**
 * Nobody speaks all the time: a turn of speech, then a pause in which there is only the room, 60 dB below full scale,
 * and so on.
 *
 * @param round samples of a turn and its pause
 * @param turn samples of speech in it
 */
public record TurnTaking(int round, int turn) {

    private static final double ROOM = 1e-3;

    /** @param pauses share of the time, 0 to 1 */
    public static TurnTaking of(double roundSeconds, double pauses) {
        int round = (int) Math.round(roundSeconds * AudioFiles.SAMPLE_RATE);
        return new TurnTaking(round, (int) Math.round(round * (1 - pauses)));
    }

    /** The same call with pauses; which samples are in one follows from {@code number}. */
    public Call of(Call call, int number) {
        Random random = new Random(number);
        float[] samples = Pcm16.toFloats(call.pcm());
        for (int i = 0; i < samples.length; i++) {
            boolean speaks = (i + number * (long) turn / 2) % round < turn;
            samples[i] = (float) ((speaks ? samples[i] : 0) + ROOM * random.nextGaussian());
        }
        return new Call(call.id(), call.partition(), Pcm16.toBytes(samples));
    }
}
