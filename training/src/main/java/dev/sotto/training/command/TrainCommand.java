package dev.sotto.training.command;

import ai.djl.Device;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.data.AudioCorpus;
import dev.sotto.training.data.SampleCache;
import dev.sotto.training.loop.History;
import dev.sotto.training.loop.Trainer;
import dev.sotto.training.loop.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "train", description = "Train a codec on a folder of speech.")
public final class TrainCommand implements Callable<Integer> {

    @Option(names = "--data", required = true)
    private Path data;

    @Option(names = "--out", required = true)
    private Path out;

    @Option(names = "--minutes")
    private double minutes;

    @Option(names = "--steps")
    private long steps;

    @Option(names = "--resume")
    private boolean resume;

    @Option(names = "--learning-rate")
    private float learningRate = 1e-3f;

    @Option(names = "--batch")
    private int batch = 10;

    @Option(names = "--segment-frames")
    private int segment = 64;

    @Option(names = "--warm-start")
    private double warm = 0.1;

    public static void main(String[] args) {
        System.exit(new picocli.CommandLine(new TrainCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.setProperty("ai.djl.offline", "true");
        TrainingOptions options = new TrainingOptions(
                CodecConfig.DEFAULT, steps, minutes, batch, segment, learningRate, CodebookLearning.EMA, 0.25f, warm, 1);
        SampleCache cache = SampleCache.open(out.resolve("cache"), AudioCorpus.of(data), 16000, n -> {});
        System.out.println(cache.clips().size() + " clips " + cache.seconds(16000) / 60 + " minutes");
        try (Trainer trainer = new Trainer(options, Device.cpu(), cache, out, Duration.ofMinutes(5))) {
            if (resume) trainer.resume(dev.sotto.training.loop.Checkpoint.read(out));
            double[] rate = new double[1];
            trainer.run(new Trainer.Listener() {
                @Override
                public void stepped(long step, double progress, double speed) {
                    rate[0] = rate[0] == 0 ? speed : 0.95 * rate[0] + 0.05 * speed;
                }

                @Override
                public void stretched(History.Point p) {
                    System.out.printf(
                            "step %d %.0f s, %.1f s/s loss %.3f rec %.3f com %.4f dev %.3f ppl %s%n",
                            p.step(), p.seconds(), rate[0], p.loss(), p.reconstruction(), p.commitment(),
                            p.latentDeviation(), Arrays.toString(Arrays.stream(p.perplexities()).mapToLong(Math::round).toArray()));
                }
            });
        }
        return 0;
    }
}
