package dev.sotto.packet;

import dev.sotto.benchmark.Subject;
import dev.sotto.token.TokenSequence;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tokens to a packet's bytes and back. The baseline is one frame a packet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {

    private static final int BITS = 10;

    @Param({"1", "5", "50"})
    public int framesPerPacket;

    private Packet packet;
    private byte[] bytes;

    @Setup
    public void setUp() {
        int[] tokens = new SplittableRandom(1)
                .ints((long) framesPerPacket * Subject.CODEBOOKS, 0, 1 << BITS)
                .toArray();
        packet = new Packet(0x1234, 100_000, BITS, new TokenSequence(Subject.CODEBOOKS, tokens), Packet.NOT_LAST);
        bytes = PacketWriter.write(packet);
    }

    @Benchmark
    public byte[] write() {
        return PacketWriter.write(packet);
    }

    @Benchmark
    public Packet read() {
        return PacketReader.read(bytes);
    }
}
