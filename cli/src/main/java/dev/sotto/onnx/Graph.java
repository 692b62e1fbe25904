package dev.sotto.onnx;

import dev.sotto.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An ONNX graph being built. A value is known by its name, a string; {@link #node} computes one from others. The
 * numbers of fields are those of onnx.proto, version 1.12 (IR 8, operators 17).
 */
final class Graph {

    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 17;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final Map<String, String> wholeNumbers = new HashMap<>();
    private int values;

    /** What changes an operator: its name and a {@code Long}, a {@code Float} or {@code long[]}. */
    record Attribute(String name, Object value) {

        static Attribute of(String name, long... value) {
            return new Attribute(name, value);
        }

        private Message message() {
            Message message = new Message().put(1, name);
            if (value instanceof Float number) {
                return message.put(2, (float) number).put(20, 1);
            }
            if (value instanceof Long number) {
                return message.put(3, (long) number).put(20, 2);
            }
            for (long number : (long[]) value) {
                message.put(8, number);
            }
            return message.put(20, 7);
        }
    }

    /** Of 32-bit floats. @param shape lengths, and names of those that are free */
    String floatInput(String name, Object... shape) {
        inputs.add(value(name, FLOAT, shape));
        return name;
    }

    String tokenInput(String name, Object... shape) {
        inputs.add(value(name, INT64, shape));
        return name;
    }

    /** Gives {@code value} to the outside under a name. */
    void floatOutput(String name, String value, Object... shape) {
        identity(name, value);
        outputs.add(value(name, FLOAT, shape));
    }

    void tokenOutput(String name, String value, Object... shape) {
        identity(name, value);
        outputs.add(value(name, INT64, shape));
    }

    private void identity(String name, String value) {
        add("Identity", List.of(value), name);
    }

    private static Message value(String name, int type, Object... shape) {
        Message dimensions = new Message();
        for (Object length : shape) {
            boolean free = length instanceof String;
            Message dimension =
                    free ? new Message().put(2, (String) length) : new Message().put(1, ((Number) length).longValue());
            dimensions.put(1, dimension);
        }
        Message tensor = new Message().put(1, type).put(2, dimensions);
        return new Message().put(1, name).put(2, new Message().put(1, tensor));
    }

    String constant(String name, Tensor tensor) {
        ByteBuffer raw =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(tensor.values());
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        return constant(name, FLOAT, shape, raw);
    }

    /** A number without dimensions. */
    String constant(float value) {
        return constant("float." + values++, new Tensor(new int[0], new float[] {value}));
    }

    /** A row of whole numbers. */
    String wholeNumbers(long... numbers) {
        return wholeNumbers.computeIfAbsent(Arrays.toString(numbers), text -> {
            ByteBuffer raw = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asLongBuffer().put(numbers);
            return constant("int64." + values++, INT64, new long[] {numbers.length}, raw);
        });
    }

    private String constant(String name, int type, long[] shape, ByteBuffer raw) {
        Message tensor = new Message();
        for (long length : shape) {
            tensor.put(1, length);
        }
        constants.add(tensor.put(2, type).put(8, name).put(9, raw.array()));
        return name;
    }

    /** The only result of an operator. */
    String node(String operator, List<String> arguments, Attribute... attributes) {
        String result = operator.toLowerCase(Locale.ROOT) + "." + values++;
        add(operator, arguments, result, attributes);
        return result;
    }

    String node(String operator, String argument, Attribute... attributes) {
        return node(operator, List.of(argument), attributes);
    }

    private void add(String operator, List<String> arguments, String result, Attribute... attributes) {
        Message node = new Message();
        arguments.forEach(argument -> node.put(1, argument));
        node.put(2, result).put(3, result).put(4, operator);
        for (Attribute attribute : attributes) {
            node.put(5, attribute.message());
        }
        nodes.add(node);
    }

    /** {@code value[.., from:to, ..]} along an axis; negative numbers count from the end. */
    String slice(String value, int axis, long from, long to) {
        return node("Slice", List.of(value, wholeNumbers(from), wholeNumbers(to), wholeNumbers(axis)));
    }

    String concatenate(int axis, List<String> parts) {
        return node("Concat", parts, new Attribute("axis", (long) axis));
    }

    String transpose(String value, long... axes) {
        return node("Transpose", value, Attribute.of("perm", axes));
    }

    /** 0 keeps a length, one may be -1 and follows. */
    String reshape(String value, long... shape) {
        return node("Reshape", List.of(value, wholeNumbers(shape)));
    }

    /** The bytes of a file. */
    byte[] model(String name, String about, Map<String, String> metadata) {
        Message graph = new Message()
                .putAll(1, nodes)
                .put(2, name)
                .putAll(5, constants)
                .put(10, about)
                .putAll(11, inputs)
                .putAll(12, outputs);
        Message model = new Message()
                .put(1, IR_VERSION)
                .put(2, "sotto")
                .put(6, about)
                .put(7, graph)
                .put(8, new Message().put(1, "").put(2, OPERATORS));
        metadata.forEach((key, text) -> model.put(14, new Message().put(1, key).put(2, text)));
        return model.bytes();
    }
}
