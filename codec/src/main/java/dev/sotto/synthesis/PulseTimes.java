package dev.sotto.synthesis;

/**
 * When the pulses come: where the phase, the integral of F0, is a whole number. So that memory is finite, phase starts
 * anew where voicing starts, and in every 400th step (2 s) it begins a count of its own from 0; what the old one was
 * ahead goes within the next 40 steps, by at most 2.5 Hz, which nobody hears.
 */
final class PulseTimes {

    /** Steps from one new count to the next. */
    static final int ANCHOR = 400;

    /** Steps in which the old phase turns into the new one. */
    static final int GLIDE = 40;

    /** Pulses that a step may have: at 550 Hz, with what a glide adds, less than 3. */
    static final int MOST = 4;

    private static final double SAMPLE_RATE = 16000;
    private static final int STEP = Synthesizer.STEP;

    /** In samples from the beginning of the step. */
    final float[] times = new float[MOST];

    /** In samples, from pulse to pulse at this time. */
    final float[] periods = new float[MOST];

    int count;

    private double phase;
    private double ahead;
    private int glide;
    private boolean running;

    void reset() {
        running = false;
        glide = 0;
        ahead = 0;
        phase = 0;
    }

    /**
     * The pulses between two rows, of which the second is that of {@code step}. If but one of them is voiced, the half
     * next to it is.
     */
    void advance(FilterStep from, FilterStep to, long step) {
        count = 0;
        if (!from.voiced && !to.voiced) {
            reset();
            return;
        }
        double fromPitch = (from.voiced ? from : to).pitch / SAMPLE_RATE;
        double toPitch = (to.voiced ? to : from).pitch / SAMPLE_RATE;
        double begin = from.voiced ? 0 : STEP / 2.0;
        double end = to.voiced ? STEP : STEP / 2.0;
        if (!from.voiced) {
            reset();
        }
        boolean first = !running;
        running = true;
        if (Math.floorMod(step - 1, ANCHOR) == 0 && !first) {
            double total = phase + ahead;
            ahead = total - Math.rint(total);
            phase = 0;
            glide = GLIDE;
        }
        double length = end - begin;
        double slope = (toPitch - fromPitch) / (2 * length);
        double aheadAfter = to.voiced ? (glide > 1 ? ahead - ahead / glide : 0) : ahead;
        double drift = (aheadAfter - ahead) / STEP;
        double total = phase + ahead;
        double after = phase + (fromPitch + toPitch) / 2 * length;
        double last = after + aheadAfter;
        for (double target = first ? 0 : Math.floor(total) + 1; target <= last; target++) {
            add(target - total, fromPitch + drift, slope, begin, toPitch - fromPitch, length);
        }
        phase = after - Math.floor(after);
        ahead = aheadAfter;
        glide = Math.max(glide - 1, 0);
        if (!to.voiced) {
            reset();
        }
    }

    /** Solves frequency t + slope t^2 = cycles, in the form that is safe where the slope is small. */
    private void add(double cycles, double frequency, double slope, double begin, double change, double length) {
        double root = Math.sqrt(Math.max(0, frequency * frequency + 4 * slope * cycles));
        if (count == MOST) {
            return;
        }
        double t = Math.min(Math.max(2 * cycles / (frequency + root), 0), length);
        times[count] = (float) (begin + t);
        periods[count] = (float) (1 / (frequency + change * t / length));
        count++;
    }
}
