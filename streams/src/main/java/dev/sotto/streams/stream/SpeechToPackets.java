package dev.sotto.streams.stream;

import dev.sotto.codec.EncodeJob;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.topic.PcmRecord;
import java.util.OptionalLong;

/**
 * One stream's way from speech to packets. They follow from the stream alone, so that one that is sent again is the
 * same bytes. So it is with codebooks: a packet has as many as the record that fills its first frame asks for. It
 * begins asleep: what it {@linkplain #recall recalls} costs no network and gives no packets, until {@link #wake} runs
 * the network over the last frames alone. Not thread-safe.
 */
public final class SpeechToPackets implements StreamState<PcmRecord> {

    private final FrameCutter cutter;
    private final AwakeFrames awake;

    private final Passes<EncodeJob> passes;

    /** Null once awake. */
    private AsleepFrames asleep;

    /** @param numCodebooks where a record does not ask for others */
    public SpeechToPackets(SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding) {
        this(codec, numCodebooks, framesPerPacket, coding, Passes.ofEncoders());
    }

    /** @param passes that it shares with others, see {@link #queue} */
    public SpeechToPackets(
            SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding, Passes<EncodeJob> passes) {
        this.passes = passes;
        this.cutter = new FrameCutter(codec.config(), numCodebooks, framesPerPacket);
        this.awake = new AwakeFrames(codec, framesPerPacket, coding, passes);
        this.asleep = new AsleepFrames(awake.writer(), memoryFrames(codec, framesPerPacket, coding));
    }

    /** A pause that has not gone yet follows from its frames, too. */
    private static int memoryFrames(SpeechCodec codec, int framesPerPacket, PacketCoding coding) {
        return coding.pauseInterval() == 0
                ? codec.encoderMemoryFrames()
                : codec.pauseMemoryFrames() + AwakeFrames.pauseInterval(coding, framesPerPacket) + framesPerPacket;
    }

    /** Receives what speech becomes. */
    public interface Listener {

        /**
         * @param bytes those of the packet
         * @param epoch which life of its stream it belongs to, where that is to be said: see {@link TokenRecord}
         */
        void packet(Packet packet, byte[] bytes, OptionalLong epoch);
    }

    /** A stream whose records do not say where they belong is known from its next beginning on. */
    @Override
    public void recall(PcmRecord record, Place place) {
        if (cutter.hasStarted() || record.position().isPresent()) {
            cutter.take(record, place, asleep);
        } else if (record.endsStream()) {
            cutter.joinAtEnd(place.timestamp());
        }
    }

    @Override
    public boolean wake() {
        if (asleep == null) {
            return true;
        }
        boolean exact = !cutter.isOpen() || asleep.suffices(cutter.waiting());
        if (cutter.isOpen()) {
            asleep.wake(awake, cutter, exact);
        }
        asleep = null;
        return exact;
    }

    /** Takes in a record of the stream and hands on the packets that it completes. */
    public Arrival add(PcmRecord record, Place place, Listener packets) {
        Arrival arrival = queue(record, place, packets);
        passes.run();
        return arrival;
    }

    /** As {@link #add}, but what needs the network waits until its {@linkplain Passes#run passes} are run. */
    public Arrival queue(PcmRecord record, Place place, Listener packets) {
        wake();
        return cutter.take(record, place, awake.to(packets));
    }

    /** Of the record that came last. */
    public long lastTimestamp() {
        return cutter.lastTimestamp();
    }

    @Override
    public boolean isOpen() {
        return cutter.isOpen();
    }

    /** Ends a stream that did not say so, where it is; false if it had ended. */
    public boolean giveUp(Listener packets) {
        if (!isOpen()) {
            return false;
        }
        wake();
        cutter.end(awake.to(packets));
        passes.run();
        return true;
    }
}
