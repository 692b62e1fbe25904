package dev.sotto.prior;

import dev.sotto.Fingerprint;
import dev.sotto.model.ModelFormatException;
import dev.sotto.model.Safetensors;
import dev.sotto.model.Tensor;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of a codec's tokens, made ready to run: gives predictors, one a stream. Thread-safe; share one. */
public final class Prior {

    private static final String RESOURCE = "/dev/sotto/prior/prior.safetensors";

    private final PriorFile file;
    private final MatrixKernel kernel;
    /** Packed when first asked for: a stream of 3 codebooks waits for 3. */
    private final Map<String, PackedConvolution> layers = new ConcurrentHashMap<>();

    private Prior(PriorFile file, MatrixKernel kernel) {
        this.file = file;
        this.kernel = kernel;
    }

    public static Prior of(PriorFile file) {
        return of(file, MatrixKernel.preferred());
    }

    /** With a kernel of the caller's choice; all give the same frequencies. */
    public static Prior of(PriorFile file, MatrixKernel kernel) {
        return new Prior(file, kernel);
    }

    /** @throws ModelFormatException if the file is no prior that this version can run */
    public static Prior read(Path path) throws IOException {
        if (Files.size(path) > Safetensors.MAX_BYTES) {
            throw new ModelFormatException(path + " cannot be used as a prior: it has more than "
                    + Safetensors.MAX_BYTES + " bytes. Give a prior that 'sotto train-prior' wrote.");
        }
        return of(PriorFile.read(Files.readAllBytes(path), path.toString()));
    }

    /**
     * The prior inside the jar, for the model inside the jar.
     *
     * @throws ModelFormatException if this build has none
     */
    public static Prior bundled() {
        try (InputStream in = Prior.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ModelFormatException("this build has no prior in its jar: give one with --prior");
            }
            return of(PriorFile.read(in.readAllBytes(), "the prior in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PriorConfig config() {
        return file.config();
    }

    public PriorFile file() {
        return file;
    }

    /** Names this prior: tokens coded with it decode with no other. */
    public Fingerprint fingerprint() {
        return file.fingerprint();
    }

    /** The 16 bits of the fingerprint that a key packet carries. */
    public int packetFingerprint() {
        return fingerprint().mark();
    }

    /** Of the codec whose tokens it knows. */
    public Fingerprint modelFingerprint() {
        return Fingerprint.parse(config().model());
    }

    /**
     * For a stream of so many codebooks.
     *
     * @throws IllegalArgumentException for more codebooks than the prior knows, or none
     */
    public TokenPredictor predictor(int numCodebooks) {
        requireCodebooks(numCodebooks);
        return new NetworkPredictor(this, numCodebooks);
    }

    /**
     * One that goes by how often each token comes in the training data, and by nothing else: a yardstick.
     *
     * @throws IllegalArgumentException for more codebooks than the prior knows, or none
     */
    public TokenPredictor order0(int numCodebooks) {
        return new StaticPredictor(order0Table(numCodebooks));
    }

    /**
     * One that begins at order 0 and learns from what it sees which token follows which: a yardstick, too.
     *
     * @throws IllegalArgumentException for more codebooks than the prior knows, or none
     */
    public TokenPredictor order1(int numCodebooks) {
        return new AdaptivePredictor(order0Table(numCodebooks));
    }

    private int[][] order0Table(int numCodebooks) {
        requireCodebooks(numCodebooks);
        int size = config().codebookSize();
        float[] scores = tensor(PriorConfig.ORDER0);
        Frequencies frequencies = new Frequencies(kernel, size);
        int[][] table = new int[numCodebooks][size + 1];
        for (int q = 0; q < numCodebooks; q++) {
            frequencies.of(scores, q * size, table[q]);
        }
        return table;
    }

    private void requireCodebooks(int numCodebooks) {
        if (numCodebooks < 1 || numCodebooks > config().numCodebooks()) {
            throw new IllegalArgumentException(
                    "numCodebooks must be 1 to " + config().numCodebooks() + ", is " + numCodebooks);
        }
    }

    MatrixKernel kernel() {
        return kernel;
    }

    float[] tensor(String name) {
        return file.tensors().get(name).values();
    }

    PackedConvolution layer(String name) {
        return layers.computeIfAbsent(name, n -> {
            Tensor weight = file.tensors().get(n + ".weight");
            return new PackedConvolution(weight, file.tensors().get(n + ".bias"), 1, 1, kernel);
        });
    }
}
