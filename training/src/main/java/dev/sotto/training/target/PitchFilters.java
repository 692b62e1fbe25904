package dev.sotto.training.target;

import java.util.Arrays;

/**
 * First look for F0 (Morise, "Harvest", Interspeech 2017, section 2.1): band-pass filters of four periods under a
 * Nuttall window. One whose centre is near F0 lets little but the fundamental through, and so its zero crossings and
 * extremes come F0 times a second, and neighbouring filters agree. All filters work on blocks of one spectrum, and give
 * half the sample rate.
 */
final class PitchFilters {

    static final int RATE = 8000;
    static final int STEP = 40;

    private static final int CHANNELS_PER_OCTAVE = 40;
    /** So many neighbours must agree; a lone sinusoid is followed by eleven. */
    private static final int MIN_CHANNELS = 10;

    private static final double TOLERANCE = 0.1;
    /** Of the low pass for periodicity, Hz: all goes through, nothing. */
    private static final double LOW = 900;

    private static final double HIGH = 1500;
    private static final int BLOCK = 8192;
    /** The longest filter's half. */
    private static final int MARGIN = 608;

    private static final int HOP = BLOCK - 2 * MARGIN;

    private final RealTransform whole = new RealTransform(BLOCK);
    private final RealTransform halved = new RealTransform(BLOCK / 2);
    private final double[] centres;
    private final double[][] responses;
    private final double[] narrowed;
    private final double[] low;
    private final double[] block = new double[BLOCK];
    private final double[] output = new double[BLOCK / 2];
    private final double[] real = new double[BLOCK / 2 + 1];
    private final double[] imaginary = new double[BLOCK / 2 + 1];

    private double[][] spectraRe;
    private double[][] spectraIm;
    private int length;

    PitchFilters(double floor, double ceiling) {
        double lowest = floor * (1 - TOLERANCE);
        int channels = (int) Math.ceil(CHANNELS_PER_OCTAVE * log2(ceiling * (1 + TOLERANCE) / lowest)) + 1;
        this.centres = new double[channels];
        this.responses = new double[channels][];
        for (int c = 0; c < channels; c++) {
            centres[c] = lowest * Math.pow(2, c / (double) CHANNELS_PER_OCTAVE);
            responses[c] = response(centres[c]);
        }
        this.narrowed = lowPass(0.8 * RATE / 2, RATE / 2.0);
        this.low = lowPass(LOW, HIGH);
    }

    private static double[] lowPass(double passed, double stopped) {
        double[] response = new double[BLOCK / 4 + 1];
        for (int k = 0; k < response.length; k++) {
            double share = (2.0 * RATE * k / BLOCK - passed) / (stopped - passed);
            response[k] = 0.5 + 0.5 * Math.cos(Math.PI * Math.max(0, Math.min(1, share)));
        }
        return response;
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    /** Of the filter around {@code centre} Hz, up to where its main lobe ends. */
    private double[] response(double centre) {
        double rate = 2.0 * RATE;
        int reach = (int) (2 * rate / centre);
        Arrays.fill(block, 0);
        for (int n = -reach; n <= reach; n++) {
            double phase = Math.PI * n * centre / (2 * rate);
            block[(n + BLOCK) % BLOCK] = nuttall(phase) * Math.cos(4 * phase);
        }
        whole.forward(block, real, imaginary);
        return Arrays.copyOf(real, (int) (2.1 * centre * BLOCK / rate));
    }

    /** At {@code phase} from -pi to pi (Nuttall 1981, four terms, continuous first derivative). */
    static double nuttall(double phase) {
        return 0.355768 + 0.487396 * Math.cos(phase) + 0.144232 * Math.cos(2 * phase) + 0.012604 * Math.cos(3 * phase);
    }

    /** Takes up a sound of 16 kHz. */
    void listen(float[] samples) {
        length = samples.length;
        int blocks = length / HOP + 1;
        spectraRe = new double[blocks][];
        spectraIm = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < BLOCK; i++) {
                int at = b * HOP - MARGIN + i;
                block[i] = at >= 0 && at < length ? samples[at] : 0;
            }
            whole.forward(block, real, imaginary);
            spectraRe[b] = Arrays.copyOf(real, narrowed.length);
            spectraIm[b] = Arrays.copyOf(imaginary, narrowed.length);
        }
    }

    /** The sound at {@link #RATE}, {@code [samples / 2 + 1]}. */
    double[] halved() {
        double[] sound = new double[length / 2 + 1];
        filter(narrowed, sound);
        return sound;
    }

    /** The same without what lies above the first formant or two, where noise begins to cover the voice. */
    double[] low() {
        double[] sound = new double[length / 2 + 1];
        filter(low, sound);
        return sound;
    }

    private void filter(double[] response, double[] sound) {
        Arrays.fill(real, response.length, BLOCK / 4 + 1, 0);
        Arrays.fill(imaginary, response.length, BLOCK / 4 + 1, 0);
        for (int b = 0; b < spectraRe.length; b++) {
            for (int k = 0; k < response.length; k++) {
                real[k] = spectraRe[b][k] * response[k];
                imaginary[k] = spectraIm[b][k] * response[k];
            }
            halved.inverse(real, imaginary, output);
            int from = b * HOP / 2;
            System.arraycopy(output, MARGIN / 2, sound, from, Math.min(HOP / 2, sound.length - from));
        }
    }

    /** Candidates for F0 of each step of 5 ms, in Hz, lowest first. */
    double[][] candidates(int steps) {
        float[] heard = new float[steps * centres.length];
        double[] sound = new double[length / 2 + 1];
        Crossings crossings = new Crossings(steps, STEP, RATE);
        for (int c = 0; c < centres.length; c++) {
            filter(responses[c], sound);
            crossings.count(sound);
            for (int k = 0; k < steps; k++) {
                double hertz = crossings.hertz(k);
                boolean near = Math.abs(hertz - centres[c]) < TOLERANCE * centres[c];
                heard[k * centres.length + c] = near ? (float) hertz : 0;
            }
        }
        double[][] candidates = new double[steps][];
        for (int k = 0; k < steps; k++) {
            candidates[k] = agreed(heard, k * centres.length);
        }
        return candidates;
    }

    private double[] agreed(float[] heard, int offset) {
        double[] found = new double[centres.length / MIN_CHANNELS];
        int number = 0;
        int run = 0;
        double sum = 0;
        for (int c = 0; c <= centres.length; c++) {
            float hertz = c < centres.length ? heard[offset + c] : 0;
            if (hertz > 0) {
                run++;
                sum += hertz;
            } else {
                if (run >= MIN_CHANNELS) {
                    found[number++] = sum / run;
                }
                run = 0;
                sum = 0;
            }
        }
        return Arrays.copyOf(found, number);
    }
}
