package dev.sotto.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs ONNX files for the stand-in of Python's onnxruntime (src/test/resources/python): a connection a session. */
final class RuntimeServer implements Closeable {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ServerSocket socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Path folder;

    /** @param folder from which on paths are */
    RuntimeServer(Path folder) throws IOException {
        this.folder = folder;
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "onnx");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                start(() -> serve(connection));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection;
                DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session =
                    environment.createSession(folder.resolve(text(in)).toString(), options)) {
                serve(session, in, out);
            }
        } catch (EOFException e) {
            // Python has ended.
        } catch (IOException | OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(OrtSession session, DataInputStream in, DataOutputStream out) throws IOException, OrtException {
        describe(session.getInputInfo(), out);
        describe(session.getOutputInfo(), out);
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        out.writeInt(metadata.size());
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            text(entry.getKey(), out);
            text(entry.getValue(), out);
        }
        out.flush();
        while (true) {
            run(session, in, out);
        }
    }

    private static void describe(Map<String, NodeInfo> values, DataOutputStream out) throws IOException {
        out.writeInt(values.size());
        for (NodeInfo value : values.values()) {
            text(value.getName(), out);
            shape(((TensorInfo) value.getInfo()).getShape(), out);
        }
    }

    private void run(OrtSession session, DataInputStream in, DataOutputStream out) throws IOException, OrtException {
        Map<String, OnnxTensorLike> feeds = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            feeds.put(text(in), tensor(in));
        }
        try (OrtSession.Result result = session.run(feeds)) {
            for (Map.Entry<String, OnnxValue> entry : result) {
                OnnxTensor tensor = (OnnxTensor) entry.getValue();
                text(entry.getKey(), out);
                out.writeInt(tensor.getInfo().type == OnnxJavaType.FLOAT ? FLOAT : INT64);
                shape(tensor.getInfo().getShape(), out);
                ByteBuffer data = tensor.getByteBuffer();
                byte[] bytes = new byte[data.remaining()];
                data.get(bytes);
                out.write(bytes);
            }
        }
        out.flush();
        feeds.values().forEach(OnnxTensorLike::close);
    }

    private OnnxTensor tensor(DataInputStream in) throws IOException, OrtException {
        int type = in.readInt();
        long[] shape = new long[in.readInt()];
        int size = type == FLOAT ? Float.BYTES : Long.BYTES;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = in.readInt();
            size *= (int) shape[i];
        }
        ByteBuffer data = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        data.put(in.readNBytes(size)).flip();
        return type == FLOAT
                ? OnnxTensor.createTensor(environment, data.asFloatBuffer(), shape)
                : OnnxTensor.createTensor(environment, data.asLongBuffer(), shape);
    }

    private static void shape(long[] shape, DataOutputStream out) throws IOException {
        out.writeInt(shape.length);
        for (long length : shape) {
            out.writeInt((int) length);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
