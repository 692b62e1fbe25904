package dev.sotto.training.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.sotto.command.BadInputException;

/** Starts PyTorch under DJL, once in a process. */
public final class TensorEngine {

    private TensorEngine() {}

    /**
     * The device to train on.
     *
     * @param name "cpu" or "gpu"
     * @param threads of the CPU; libtorch reads them once, when it starts
     */
    public static Device start(String name, int threads) {
        boolean gpu = name.equals("gpu");
        if (!gpu && !name.equals("cpu")) {
            throw new BadInputException("--device must be cpu or gpu, is " + name);
        }
        if (threads < 1) {
            throw new BadInputException("--threads must be at least 1, is " + threads);
        }
        // Offline, a mismatch of DJL and libtorch is an error at once instead of a download of gigabytes.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        quiet("ai.djl");
        Engine engine = Engine.getEngine("PyTorch");
        if (gpu && engine.getGpuCount() == 0) {
            throw new BadInputException("PyTorch sees no GPU: the build that Sotto brings is for CPUs. Install PyTorch "
                    + engine.getVersion()
                    + " for CUDA, set PYTORCH_LIBRARY_PATH to its lib folder and PYTORCH_FLAVOR to"
                    + " its CUDA version (such as cu128), or train with --device cpu");
        }
        return gpu ? Device.gpu() : Device.cpu();
    }

    /** DJL tells of every file that it unpacks; a user sees its errors only, unless he set a level himself. */
    private static void quiet(String logger) {
        String property = "org.slf4j.simpleLogger.log." + logger;
        if (System.getProperty(property) == null) {
            System.setProperty(property, "error");
        }
    }
}
