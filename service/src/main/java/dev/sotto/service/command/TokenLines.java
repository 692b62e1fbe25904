package dev.sotto.service.command;

import com.google.gson.stream.JsonWriter;
import dev.sotto.Fingerprint;
import dev.sotto.streams.stream.TokenStreams.Tokens;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A packet's tokens as a line of JSON, {@code [codebook][frame]} as in {@code corpus/TOKENS.md}. */
final class TokenLines {

    private TokenLines() {}

    /** @param timestamp of the record, ms since 1970 */
    static String line(String streamId, long timestamp, Tokens tokens) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("stream").value(streamId);
            json.name("timestamp").value(timestamp);
            json.name("model").value(Fingerprint.text(tokens.model()));
            json.name("firstFrame").value(tokens.firstFrame());
            json.name("frames").value(tokens.frames().numFrames());
            json.name("codebooks").value(tokens.frames().numCodebooks());
            json.name("missing").value(tokens.missingFrames());
            json.name("end").value(tokens.endsStream());
            write(json.name("tokens"), tokens.frames());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, TokenSequence frames) throws IOException {
        json.beginArray();
        for (int q = 0; q < frames.numCodebooks(); q++) {
            json.beginArray();
            for (int t = 0; t < frames.numFrames(); t++) {
                json.value(frames.token(t, q));
            }
            json.endArray();
        }
        json.endArray();
    }
}
