package dev.sotto.synthesis;

/**
 * Another voice for the same words: pitch and formants moved in the {@link SpeechParameters}, before there is sound.
 * What it makes of a row follows from that row alone, so pieces give what the whole gives, to the bit. Immutable.
 */
public final class Voice {

    /** The speaker's own. */
    public static final Voice OWN = new Voice(0, 1);

    /** Semitones, up or down, at most. */
    public static final double MOST_SEMITONES = 24;

    /** Formants may lie from one over this to this times as high. */
    public static final double MOST_FORMANTS = 2;

    private static final int POINTS = MelPoints.COUNT;

    private final double semitones;
    private final double formants;
    private final float pitch;

    /** Between which two points of the row each point of the new voice lies, and how far from the first. */
    private final int[] below = new int[POINTS];

    private final float[] share = new float[POINTS];

    /**
     * @param semitones by which F0 rises
     * @param formants factor of all frequencies of the envelope; over 1 for a smaller speaker
     * @throws IllegalArgumentException where one of them is out of range
     */
    public Voice(double semitones, double formants) {
        if (!(Math.abs(semitones) <= MOST_SEMITONES)) {
            throw new IllegalArgumentException("pitch must be -24 to 24 semitones, is " + semitones);
        }
        if (!(formants >= 1 / MOST_FORMANTS && formants <= MOST_FORMANTS)) {
            throw new IllegalArgumentException("formants must be 0.5 to 2, is " + formants);
        }
        this.semitones = semitones;
        this.formants = formants;
        this.pitch = (float) (semitones / 6);
        for (int i = 0; i < POINTS; i++) {
            double place = MelPoints.place(MelPoints.hertz(i) / formants);
            below[i] = Math.min((int) place, POINTS - 2);
            share[i] = (float) (place - below[i]);
        }
    }

    public double semitones() {
        return semitones;
    }

    public double formants() {
        return formants;
    }

    public boolean isOwn() {
        return semitones == 0 && formants == 1;
    }

    /**
     * Changes rows in place.
     *
     * @param rows {@code steps} rows of {@link SpeechParameters#WIDTH} numbers from {@code offset} on
     * @param room of {@link MelPoints#COUNT} numbers to work in
     */
    public void change(float[] rows, int offset, int steps, float[] room) {
        if (isOwn()) {
            return;
        }
        for (int row = offset; row < offset + steps * SpeechParameters.WIDTH; row += SpeechParameters.WIDTH) {
            rows[row + SpeechParameters.PITCH] += pitch;
            if (formants != 1) {
                for (int i = 0; i < POINTS; i++) {
                    float low = rows[row + SpeechParameters.ENVELOPE + below[i]];
                    float high = rows[row + SpeechParameters.ENVELOPE + below[i] + 1];
                    room[i] = Math.fma(share[i], high - low, low);
                }
                System.arraycopy(room, 0, rows, row + SpeechParameters.ENVELOPE, POINTS);
            }
        }
    }
}
