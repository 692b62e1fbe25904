package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.engine.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The codebooks while they are learnt: their vectors, and moving averages of how often each is chosen and by what. Owns
 * its arrays.
 */
public final class Codebooks {

    private static final float DECAY = 0.99f;
    private static final int KMEANS_ITERATIONS = 15;

    /** A code that is chosen less often than this share of the average is dead and starts again at a random latent. */
    private static final float DEAD_SHARE = 0.05f;

    private final int codebookSize;
    private final int dim;
    private final CodebookLearning learning;
    private final List<NDArray> vectors = new ArrayList<>();
    private final List<NDArray> counts = new ArrayList<>();
    private final List<NDArray> sums = new ArrayList<>();

    public Codebooks(NDManager manager, CodecConfig config, CodebookLearning learning) {
        this(manager, config.numCodebooks(), config.codebookSize(), config.latentDim(), learning);
    }

    /** @param dim size of a vector */
    public Codebooks(NDManager manager, int numCodebooks, int codebookSize, int dim, CodebookLearning learning) {
        this.codebookSize = codebookSize;
        this.dim = dim;
        this.learning = learning;
        for (int q = 0; q < numCodebooks; q++) {
            vectors.add(manager.zeros(new Shape(codebookSize, dim)));
            counts.add(manager.zeros(new Shape(codebookSize)));
            sums.add(manager.zeros(new Shape(codebookSize, dim)));
            vectors.get(q).setRequiresGradient(learning == CodebookLearning.LOSS);
        }
    }

    int numCodebooks() {
        return vectors.size();
    }

    int codebookSize() {
        return codebookSize;
    }

    int dim() {
        return dim;
    }

    /** The vectors of a codebook, {@code [K, D]}. */
    NDArray vectors(int codebook) {
        return vectors.get(codebook);
    }

    /** What the optimizer has to learn: the vectors, or nothing. */
    public List<NDArray> learnable() {
        return learning == CodebookLearning.LOSS ? vectors : List.of();
    }

    /** Finds the tokens of {@code latents}, {@code [N, D]}. */
    public Search search(NDArray latents) {
        return Search.of(latents, vectors);
    }

    /** The codebook loss of equation 3, a scalar: for each codebook the mean of {@code |sg(r) - e|^2}, summed. */
    public NDArray loss(Search search) {
        NDArray sum = null;
        for (int q = 0; q < vectors.size(); q++) {
            NDArray chosen = vectors.get(q).get(search.tokens().get(q));
            NDArray error = search.residuals().get(q).sub(chosen).square().mean();
            sum = sum == null ? error : sum.add(error);
        }
        return sum;
    }

    /**
     * k-means on {@code latents}, {@code [N, D]}: codebook after codebook, each on what the former left.
     *
     * @param latentsAStep how many {@link #update} will be given
     */
    public void start(NDArray latents, long latentsAStep, SplittableRandom random) {
        NDArray residual = latents;
        for (int q = 0; q < vectors.size(); q++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray centres = KMeans.centres(residual, codebookSize, KMEANS_ITERATIONS, random);
                Values.assign(vectors.get(q), centres);
                startAverages(q, latentsAStep);
                residual = residual.sub(centres.get(Search.nearest(residual, centres)));
                NDScope.unregister(residual);
            }
        }
    }

    /**
     * As if every code had been chosen equally often by batches of the usual size. Started heavier, as by all that
     * k-means saw, the averages would hold the vectors back, and hide dead codes, until that weight had faded.
     */
    private void startAverages(int codebook, long latentsAStep) {
        float share = latentsAStep / (float) codebookSize;
        Values.assign(counts.get(codebook), counts.get(codebook).mul(0).add(share));
        Values.assign(sums.get(codebook), vectors.get(codebook).mul(share));
    }

    /** One step of the moving averages, and of the vectors where they follow them; dead codes start again. */
    public void update(Search search, SplittableRandom random) {
        for (int q = 0; q < vectors.size(); q++) {
            NDArray residual = search.residuals().get(q);
            NDArray members = search.tokens().get(q).oneHot(codebookSize);
            NDArray count = counts.get(q);
            NDArray sum = sums.get(q);
            count.muli(DECAY).addi(members.sum(new int[] {0}).mul(1 - DECAY));
            sum.muli(DECAY).addi(members.transpose().matMul(residual).mul(1 - DECAY));

            float average = residual.getShape().get(0) / (float) codebookSize;
            NDArray alive = count.gt(average * DEAD_SHARE).toType(count.getDataType(), false);
            NDArray dead = alive.mul(-1).add(1);
            NDArray fresh = residual.get(KMeans.randomRows(residual, codebookSize, random));
            Values.assign(count, count.mul(alive).add(dead.mul(average)));
            Values.assign(
                    sum,
                    sum.mul(alive.expandDims(1))
                            .add(fresh.mul(dead.expandDims(1)).mul(average)));
            NDArray kept = learning == CodebookLearning.EMA
                    ? sum.div(count.expandDims(1))
                    : vectors.get(q).mul(alive.expandDims(1)).add(fresh.mul(dead.expandDims(1)));
            Values.assign(vectors.get(q), kept);
        }
    }

    /** How evenly each codebook's codes are chosen: exp of the entropy of the moving averages, 1 to K. */
    public double[] perplexities() {
        double[] perplexities = new double[counts.size()];
        for (int q = 0; q < perplexities.length; q++) {
            perplexities[q] = perplexity(counts.get(q).toFloatArray());
        }
        return perplexities;
    }

    static double perplexity(float[] counts) {
        double total = 0;
        for (float count : counts) {
            total += count;
        }
        double entropy = 0;
        for (float count : counts) {
            if (count > 0) {
                entropy -= count / total * Math.log(count / total);
            }
        }
        return Math.exp(entropy);
    }

    /** All vectors, {@code [Q, K, D]} row-major. */
    public float[] values() {
        int size = codebookSize * dim;
        float[] all = new float[vectors.size() * size];
        for (int q = 0; q < vectors.size(); q++) {
            System.arraycopy(vectors.get(q).toFloatArray(), 0, all, q * size, size);
        }
        return all;
    }

    /**
     * The opposite of {@link #values}; the averages start as if every code had been chosen equally often.
     *
     * @param latentsAStep how many {@link #update} will be given
     */
    public void set(float[] values, long latentsAStep) {
        int size = codebookSize * dim;
        for (int q = 0; q < vectors.size(); q++) {
            Values.assign(vectors.get(q), Arrays.copyOfRange(values, q * size, (q + 1) * size));
            startAverages(q, latentsAStep);
        }
    }

    /** Everything that a checkpoint keeps, named. */
    public void save(NDList arrays) {
        for (int q = 0; q < vectors.size(); q++) {
            arrays.add(named(vectors.get(q), "codebook." + q + ".vectors"));
            arrays.add(named(counts.get(q), "codebook." + q + ".counts"));
            arrays.add(named(sums.get(q), "codebook." + q + ".sums"));
        }
    }

    public void restore(NDList arrays) {
        for (int q = 0; q < vectors.size(); q++) {
            Values.assign(
                    vectors.get(q), arrays.get("codebook." + q + ".vectors").toFloatArray());
            Values.assign(counts.get(q), arrays.get("codebook." + q + ".counts").toFloatArray());
            Values.assign(sums.get(q), arrays.get("codebook." + q + ".sums").toFloatArray());
        }
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }
}
