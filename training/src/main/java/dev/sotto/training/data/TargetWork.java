package dev.sotto.training.data;

import dev.sotto.training.target.TargetAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** Analyses those clips that have not been yet, on several threads, and keeps a list of those done, a byte a clip. */
final class TargetWork {

    static final String DONE = "targets.done";

    private final SampleCache samples;
    private final BiConsumer<SampleCache.Clip, float[]> result;
    private final FileChannel list;
    private final BitSet known = new BitSet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();

    private TargetWork(SampleCache samples, BiConsumer<SampleCache.Clip, float[]> result, FileChannel list) {
        this.samples = samples;
        this.result = result;
        this.list = list;
    }

    static void finish(
            Path folder,
            SampleCache samples,
            BiConsumer<SampleCache.Clip, float[]> result,
            int threads,
            LongConsumer progress)
            throws IOException {
        Path file = folder.resolve(DONE);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        try (FileChannel list = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            TargetWork work = new TargetWork(samples, result, list);
            for (int i = 0; i < before.length; i++) {
                work.known.set(i, before[i] != 0);
            }
            work.done.set(work.known.cardinality());
            progress.accept(work.done.get());
            if (work.done.get() < samples.clips().size()) {
                work.run(threads, progress);
            }
        }
    }

    private void run(int threads, LongConsumer progress) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> work(progress)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the analysis of the clips failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the analysis of the clips was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void work(LongConsumer progress) {
        TargetAnalysis analysis = new TargetAnalysis();
        int number = samples.clips().size();
        for (int i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
            if (known.get(i) || Thread.currentThread().isInterrupted()) {
                continue;
            }
            SampleCache.Clip clip = samples.clips().get(i);
            result.accept(clip, analysis.of(sound(clip)));
            try {
                list.write(ByteBuffer.wrap(new byte[] {1}), i);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.accept(done.incrementAndGet());
        }
    }

    private float[] sound(SampleCache.Clip clip) {
        float[] sound = new float[clip.length()];
        samples.read(clip, 0, sound, 0, sound.length, 1);
        return sound;
    }
}
