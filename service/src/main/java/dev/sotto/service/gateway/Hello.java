package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * The first message of a connection: who speaks, where, and in what form.
 *
 * @param rate Hz of the sound, both ways
 * @param codebooks that the packets shall have; 0: as the encoder is set
 * @param self whether one's own speech comes back, too
 * @param token null if there is none
 */
record Hello(String name, String room, int rate, Format format, int codebooks, boolean self, String token) {

    private static final List<Integer> RATES = List.of(8_000, 16_000, 24_000, 48_000);

    /** What comes back. */
    enum Format {
        PCM(true, false),
        PACKETS(false, true),
        BOTH(true, true);

        private final boolean pcm;
        private final boolean packets;

        Format(boolean pcm, boolean packets) {
            this.pcm = pcm;
            this.packets = packets;
        }

        boolean hasPcm() {
            return pcm;
        }

        boolean hasPackets() {
            return packets;
        }
    }

    /** @throws ProtocolException for what is no first message */
    static Hello read(String text, int maxCodebooks) {
        JsonObject json = JsonText.object(text);
        int rate = JsonText.integer(json, "rate", 16_000);
        if (!RATES.contains(rate)) {
            throw bad("rate must be one of " + RATES);
        }
        int codebooks = JsonText.integer(json, "codebooks", 0);
        if (codebooks < 0 || codebooks > maxCodebooks) {
            throw bad("codebooks must be 1 to " + maxCodebooks);
        }
        return new Hello(
                name(json, "stream"),
                name(json, "room"),
                rate,
                format(JsonText.string(json, "format", "pcm")),
                codebooks,
                JsonText.bool(json, "self", false),
                JsonText.string(json, "token", null));
    }

    private static String name(JsonObject json, String field) {
        String name = JsonText.string(json, field, null);
        if (name == null || !Name.isValid(name)) {
            throw bad(field + " must be " + Name.RULE);
        }
        return name;
    }

    private static Format format(String name) {
        return switch (name) {
            case "pcm" -> Format.PCM;
            case "packets" -> Format.PACKETS;
            case "both" -> Format.BOTH;
            default -> throw bad("format must be pcm, packets or both");
        };
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(CloseCode.BAD_MESSAGE, message);
    }
}
