package dev.sotto.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the length of a JSON header in 8 bytes, the header, then the numbers, all little-endian. The
 * header names each tensor's type, shape and byte range; the ranges fill the rest of the file without a gap. We know
 * the types F32 and F16. <a href="https://huggingface.co/docs/safetensors">The format's page</a>.
 *
 * @param metadata the strings under {@code __metadata__}
 * @param tensors in the order in which their numbers lie in the file
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

    /** The largest file that we read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_HEADER = 1 << 20;
    private static final int ALIGNMENT = 8;
    private static final int MAX_DIMENSIONS = 8;
    private static final String METADATA = "__metadata__";
    private static final Gson GSON = new Gson();

    /** One line of the header. */
    private record Entry(String name, boolean half, int[] shape, int begin, int end) {}

    /** The same tensors in the same order always give the same bytes. */
    public byte[] write(boolean half) {
        JsonObject header = new JsonObject();
        header.add(METADATA, GSON.toJsonTree(metadata));
        int width = half ? Short.BYTES : Float.BYTES;
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long begin = end;
            end += (long) entry.getValue().values().length * width;
            JsonObject line = new JsonObject();
            line.addProperty("dtype", half ? "F16" : "F32");
            line.add("shape", GSON.toJsonTree(entry.getValue().shape()));
            line.add("data_offsets", GSON.toJsonTree(new long[] {begin, end}));
            header.add(entry.getKey(), line);
        }
        byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
        int headerLength = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        long size = Long.BYTES + headerLength + end;
        if (headerLength > MAX_HEADER || size > MAX_BYTES) {
            throw new IllegalArgumentException("a model of " + size + " bytes, " + MAX_BYTES + " at most");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(headerLength).put(json);
        while (out.position() < Long.BYTES + headerLength) {
            out.put((byte) ' ');
        }
        tensors.values().forEach(tensor -> putValues(out, tensor.values(), half));
        return out.array();
    }

    private static void putValues(ByteBuffer out, float[] values, boolean half) {
        for (float value : values) {
            if (half) {
                out.putShort(HalfFloat.fromFloat(value));
            } else {
                out.putFloat(value);
            }
        }
    }

    /** @throws ModelFormatException whose message does not name the source; the caller knows it */
    public static Safetensors read(byte[] bytes) {
        require(bytes.length <= MAX_BYTES, "it has " + bytes.length + " bytes, more than " + MAX_BYTES);
        require(bytes.length > Long.BYTES, "it is no safetensors file, it has " + bytes.length + " bytes");
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = in.getLong();
        boolean possible = headerLength >= 2 && headerLength <= MAX_HEADER;
        require(possible, "it is no safetensors file, its header length is wrong");
        require(headerLength <= in.remaining(), "it is cut short within its header");
        String json = new String(bytes, Long.BYTES, (int) headerLength, StandardCharsets.UTF_8);
        JsonObject header = parse(json);
        in.position(Long.BYTES + (int) headerLength);
        return read(header, in.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static JsonObject parse(String json) {
        try {
            require(json.startsWith("{"), "it is no safetensors file, its header is no JSON object");
            return JsonParser.parseString(json).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new ModelFormatException("its header is no valid JSON");
        }
    }

    private static Safetensors read(JsonObject header, ByteBuffer data) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (header.has(METADATA)) {
            for (Map.Entry<String, JsonElement> entry :
                    object(header.get(METADATA), METADATA).entrySet()) {
                metadata.put(entry.getKey(), string(entry.getValue(), METADATA));
            }
        }
        List<Entry> entries = header.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(METADATA))
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end))
                .toList();
        requireNoGap(entries, data.remaining());
        List<Tensor> read =
                entries.parallelStream().map(entry -> tensor(entry, data)).toList();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            tensors.put(entries.get(i).name, read.get(i));
        }
        return new Safetensors(metadata, tensors);
    }

    private static Entry entry(String name, JsonElement element) {
        JsonObject line = object(element, name);
        String type = string(line.get("dtype"), name);
        require(type.equals("F32") || type.equals("F16"), "tensor " + name + " is neither F32 nor F16");
        long[] shape = counts(line.get("shape"), name);
        long[] offsets = counts(line.get("data_offsets"), name);
        require(shape.length <= MAX_DIMENSIONS, "tensor " + name + " has " + shape.length + " dimensions");
        require(offsets.length == 2 && offsets[0] <= offsets[1], "the data_offsets of tensor " + name + " are wrong");
        boolean half = type.equals("F16");
        long size = half ? Short.BYTES : Float.BYTES;
        for (long length : shape) {
            size *= length;
            require(size <= MAX_BYTES, "tensor " + name + " is too large");
        }
        require(size == offsets[1] - offsets[0], "the shape of tensor " + name + " does not fit its data_offsets");
        int[] lengths = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        return new Entry(name, half, lengths, (int) offsets[0], (int) offsets[1]);
    }

    private static void requireNoGap(List<Entry> entries, int dataLength) {
        int end = 0;
        for (Entry entry : entries) {
            require(entry.begin == end, "tensor " + entry.name + " overlaps another or leaves a gap");
            end = entry.end;
        }
        require(end <= dataLength, "it is cut short: " + dataLength + " bytes of numbers where " + end + " belong");
        require(end == dataLength, (dataLength - end) + " bytes follow its last tensor");
    }

    private static Tensor tensor(Entry entry, ByteBuffer data) {
        float[] values = new float[(entry.end - entry.begin) / (entry.half ? Short.BYTES : Float.BYTES)];
        ByteBuffer own = data.slice(entry.begin, entry.end - entry.begin).order(data.order());
        // In bulk: a program that has just started would take half a second to get millions of numbers one by one.
        if (entry.half) {
            short[] halves = new short[values.length];
            own.asShortBuffer().get(halves);
            HalfFloat.toFloats(halves, values);
        } else {
            own.asFloatBuffer().get(values);
        }
        return new Tensor(entry.shape, values);
    }

    private static JsonObject object(JsonElement element, String name) {
        require(element != null && element.isJsonObject(), "the entry " + name + " of its header is no object");
        return element.getAsJsonObject();
    }

    private static String string(JsonElement element, String name) {
        boolean isString = element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isString();
        require(isString, "a string is missing in the entry " + name + " of its header");
        return element.getAsString();
    }

    /** Whole numbers from 0 to {@link #MAX_BYTES}. */
    private static long[] counts(JsonElement element, String name) {
        require(element != null && element.isJsonArray(), "a list is missing in the entry " + name + " of its header");
        JsonArray array = element.getAsJsonArray();
        long[] counts = new long[array.size()];
        for (int i = 0; i < counts.length; i++) {
            String digits = array.get(i).isJsonPrimitive() ? array.get(i).getAsString() : "";
            require(digits.matches("[0-9]{1,8}"), "a number is wrong in the entry " + name + " of its header");
            counts[i] = Long.parseLong(digits);
            require(counts[i] <= MAX_BYTES, "a number is too large in the entry " + name + " of its header");
        }
        return counts;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ModelFormatException(otherwise);
        }
    }
}
