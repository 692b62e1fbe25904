package dev.sotto.training.data;

import dev.sotto.model.HalfFloat;
import dev.sotto.training.target.TargetAnalysis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The {@link TargetAnalysis} of all clips of a {@link SampleCache}, made once: rows of half-precision numbers in files
 * of at most 1 GiB, mapped into memory. Work that was broken off goes on where it was; it begins anew when the corpus
 * or the analysis has changed.
 */
public final class TargetCache {

    static final int ROW_BYTES = Short.BYTES * TargetAnalysis.WIDTH;

    private static final long SHARD_BYTES = 1L << 30;

    private final Map<SampleCache.Clip, Place> places = new HashMap<>();
    private final List<ByteBuffer> shards = new ArrayList<>();

    /** A file is missing, or was when this began. */
    private boolean isDamaged;

    private record Place(int shard, long offset, int rows) {}

    private TargetCache(Path folder, SampleCache samples, long shardBytes) throws IOException {
        int shard = 0;
        long offset = 0;
        for (SampleCache.Clip clip : samples.clips()) {
            int rows = TargetAnalysis.rows(clip.length());
            long bytes = (long) ROW_BYTES * rows;
            if (offset > 0 && offset + bytes > shardBytes) {
                shards.add(map(shard(folder, shard++), offset));
                offset = 0;
            }
            places.put(clip, new Place(shard, offset, rows));
            offset += bytes;
        }
        shards.add(map(shard(folder, shard), offset));
    }

    private ByteBuffer map(Path file, long bytes) throws IOException {
        isDamaged |= !Files.exists(file) || Files.size(file) != bytes;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static Path shard(Path folder, int number) {
        return folder.resolve(String.format("targets-%03d.f16le", number));
    }

    /** @param progress told the number of clips done, from any thread */
    public static TargetCache open(Path folder, SampleCache samples, int threads, LongConsumer progress)
            throws IOException {
        return open(folder, samples, threads, progress, SHARD_BYTES);
    }

    static TargetCache open(Path folder, SampleCache samples, int threads, LongConsumer progress, long shardBytes)
            throws IOException {
        Files.createDirectories(folder);
        Path mark = folder.resolve("targets.txt");
        String signature = signature(samples, shardBytes);
        if (!Files.exists(mark) || !Files.readString(mark).equals(signature)) {
            Files.deleteIfExists(mark);
            Files.deleteIfExists(folder.resolve(TargetWork.DONE));
            Path written = Files.writeString(folder.resolve("targets.txt.new"), signature);
            Files.move(written, mark, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        TargetCache cache = new TargetCache(folder, samples, shardBytes);
        if (cache.isDamaged) {
            Files.deleteIfExists(folder.resolve(TargetWork.DONE));
        }
        TargetWork.finish(folder, samples, cache::write, threads, progress);
        return cache;
    }

    /** Dates of files do not count: what is the same to hear has the same targets. */
    private static String signature(SampleCache samples, long shardBytes) {
        return "analysis " + TargetAnalysis.VERSION + ", rows of " + TargetAnalysis.WIDTH + ", shards of " + shardBytes
                + ", " + samples.contents() + "\n";
    }

    private void write(SampleCache.Clip clip, float[] rows) {
        Place place = places.get(clip);
        ByteBuffer bytes = shards.get(place.shard());
        for (int i = 0; i < rows.length; i++) {
            bytes.putShort((int) place.offset() + Short.BYTES * i, HalfFloat.fromFloat(rows[i]));
        }
    }

    /** Rows of a clip: one for each 80 samples, and one more. */
    public int rows(SampleCache.Clip clip) {
        return places.get(clip).rows();
    }

    /**
     * Copies rows {@code [steps, TargetAnalysis.WIDTH]}; what lies before the clip's first row or behind its last stays
     * as it is.
     */
    public void read(SampleCache.Clip clip, int fromStep, int steps, float[] target, int offset) {
        Place place = places.get(clip);
        ByteBuffer bytes = shards.get(place.shard());
        int first = Math.max(0, -fromStep);
        int last = Math.min(steps, place.rows() - fromStep);
        for (int i = first * TargetAnalysis.WIDTH; i < last * TargetAnalysis.WIDTH; i++) {
            int at = (int) place.offset() + Short.BYTES * (fromStep * TargetAnalysis.WIDTH + i);
            target[offset + i] = HalfFloat.toFloat(bytes.getShort(at));
        }
    }
}
