package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.RateConverter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody in a room: their speech goes to the topic as one stream, the room's comes to them. Called by the thread of
 * their connection and by the one that reads the topics.
 */
final class Caller {

    private final Hello hello;
    private final int codecRate;
    private final Uplink uplink;
    private final Outbox outbox;
    private RateConverter in;
    private int codebooks;

    /** Samples of the stream so far, at the codec's rate. */
    private long position;

    /** For each stream that they hear, where their rate is not the codec's; used by the hearing thread alone. */
    private final Map<String, RateConverter> out = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateConverter> eldest) {
            return size() > 64;
        }
    };

    Caller(Hello hello, int codecRate, Uplink uplink, Outbox outbox) {
        this.hello = hello;
        this.codecRate = codecRate;
        this.uplink = uplink;
        this.outbox = outbox;
        this.codebooks = hello.codebooks();
        this.in = new RateConverter(hello.rate(), codecRate);
    }

    String name() {
        return hello.name();
    }

    String room() {
        return hello.room();
    }

    String streamId() {
        return Name.streamId(hello.room(), hello.name());
    }

    Outbox outbox() {
        return outbox;
    }

    Hello hello() {
        return hello;
    }

    void useCodebooks(int count) {
        codebooks = count;
    }

    /** @param pcm an even number of bytes */
    void say(byte[] pcm) {
        put(hello.rate() == codecRate ? pcm : Pcm16.toBytes(in.add(Pcm16.toFloats(pcm))));
    }

    private void put(byte[] pcm) {
        if (pcm.length > 0) {
            uplink.send(streamId(), pcm, position, codebooks);
            position += pcm.length / Pcm16.BYTES;
        }
    }

    /** What they say next is another stream of the same name. */
    void end() {
        if (position > 0) {
            put(Pcm16.toBytes(in.end()));
            uplink.send(streamId(), null, position, codebooks);
            position = 0;
            in = new RateConverter(hello.rate(), codecRate);
        }
    }

    private boolean hears(String name) {
        return hello.self() || !name.equals(hello.name());
    }

    /** @param gap missing frames before it */
    void hear(String name, byte[] pcm, long at, long gap) {
        if (!hello.format().hasPcm() || !hears(name)) {
            return;
        }
        JsonObject text = message("speech", name);
        text.addProperty("position", at);
        if (gap > 0) {
            text.addProperty("gap", gap);
        }
        outbox.send(text, atClientRate(name, pcm));
    }

    /**
     * What the room heard before; their own speech, too. Always at the codec's rate.
     *
     * @param time ms since 1970
     */
    void hearAgain(String name, byte[] pcm, long at, long time) {
        JsonObject text = message("replay", name);
        text.addProperty("position", at);
        text.addProperty("time", time);
        outbox.send(text, pcm);
    }

    private byte[] atClientRate(String name, byte[] pcm) {
        if (hello.rate() == codecRate) {
            return pcm;
        }
        RateConverter converter = out.computeIfAbsent(name, n -> new RateConverter(codecRate, hello.rate()));
        return Pcm16.toBytes(converter.add(Pcm16.toFloats(pcm)));
    }

    boolean receivesPackets(String name) {
        return hello.format().hasPackets() && hears(name);
    }

    /**
     * @param bytes of the packet on the topic
     * @param wire bytes of its record
     */
    void receive(String name, byte[] packet, int bytes, int wire) {
        if (receivesPackets(name)) {
            JsonObject text = message("packet", name);
            text.addProperty("bytes", bytes);
            text.addProperty("wire", wire);
            outbox.send(text, packet);
        }
    }

    /** @param length samples of the stream */
    void hearEnd(String name, long length) {
        RateConverter converter = out.remove(name);
        if (hears(name)) {
            if (converter != null) {
                hearRest(name, converter.end(), length);
            }
            JsonObject text = message("ended", name);
            text.addProperty("length", length);
            outbox.send(text);
        }
    }

    /** What was still in the filter: the last milliseconds. */
    private void hearRest(String name, float[] samples, long at) {
        if (samples.length > 0) {
            JsonObject text = message("speech", name);
            text.addProperty("position", at);
            outbox.send(text, Pcm16.toBytes(samples));
        }
    }

    static JsonObject message(String type, String name) {
        JsonObject text = new JsonObject();
        text.addProperty("type", type);
        text.addProperty("stream", name);
        return text;
    }
}
