package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/** Sound behind speech, light enough for every word to be understood. @param snr of the speech to it, dB */
record Noise(Kind kind, double snr) {

    private static final double MIN_SNR = 10;
    private static final double MAX_SNR = 35;

    private static final int OCTAVES = 12;
    private static final int MIN_VOICES = 3;
    private static final int MAX_VOICES = 6;

    /** As much power in every hertz, as much in every octave, and several voices at once. */
    enum Kind {
        WHITE,
        PINK,
        BABBLE
    }

    static Noise draw(SplittableRandom random) {
        Kind[] kinds = Kind.values();
        return new Noise(kinds[random.nextInt(kinds.length)], random.nextDouble(MIN_SNR, MAX_SNR));
    }

    /** @param level RMS of the speech in {@code speech}; silence stays silent where the others are */
    float[] behind(float[] speech, float level, Voices others, SplittableRandom random) {
        float[] noise = samples(speech.length, others, random);
        double power = 0;
        for (float sample : noise) {
            power += sample * sample / noise.length;
        }
        float gain = power > 0 ? (float) (level * Math.pow(10, -snr / 20) / Math.sqrt(power)) : 0;
        float[] sound = new float[speech.length];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = speech[i] + gain * noise[i];
        }
        return sound;
    }

    private float[] samples(int length, Voices others, SplittableRandom random) {
        float[] noise = new float[length];
        switch (kind) {
            case WHITE -> white(noise, random);
            case PINK -> pink(noise, random);
            case BABBLE -> {
                for (int voices = random.nextInt(MIN_VOICES, MAX_VOICES + 1); voices > 0; voices--) {
                    others.addTo(noise, random);
                }
            }
        }
        return noise;
    }

    private static void white(float[] noise, SplittableRandom random) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
    }

    /**
     * Voss's way (Gardner, Scientific American 4/1978): a sum of dice, of which the first is thrown at every second
     * sample, the next half as often, and so on.
     */
    private static void pink(float[] noise, SplittableRandom random) {
        double[] dice = new double[OCTAVES];
        double sum = 0;
        for (int d = 0; d < OCTAVES; d++) {
            dice[d] = random.nextGaussian();
            sum += dice[d];
        }
        for (int i = 0; i < noise.length; i++) {
            int die = Math.min(OCTAVES - 1, Integer.numberOfTrailingZeros(i + 1));
            double thrown = random.nextGaussian();
            sum += thrown - dice[die];
            dice[die] = thrown;
            noise[i] = (float) (sum + random.nextGaussian());
        }
    }
}
