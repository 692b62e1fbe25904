package dev.sotto.training.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.sotto.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorEngineTest {

    @Test
    void shouldStartOnTheCpuAsOftenAsAsked() {
        assertEquals(Device.cpu(), TensorEngine.start("cpu", 1));
        assertEquals(Device.cpu(), TensorEngine.start("cpu", 1));
    }

    @Test
    void shouldSayHowToComeByAGpu() {
        TensorEngine.start("cpu", 1);
        assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "this machine has a GPU");

        BadInputException refused = assertThrows(BadInputException.class, () -> TensorEngine.start("gpu", 1));
        assertTrue(refused.getMessage().contains("PYTORCH_LIBRARY_PATH"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--device cpu"), refused.getMessage());
    }

    @Test
    void shouldSayWhatToInstallWhereNoBuildForItIsFoundOffline() {
        BadInputException refused = assertThrows(
                BadInputException.class,
                () -> TensorEngine.start("gpu", 1, () -> {
                    throw new EngineException("Failed to load PyTorch native library");
                }));
        for (String part : List.of(
                "Failed to load PyTorch native library", "torch==2.7.1", "PYTORCH_LIBRARY_PATH", "--device cpu")) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @Test
    void shouldNameTheVersionThatItBrings() {
        TensorEngine.start("cpu", 1);
        assertEquals(TensorEngine.PYTORCH, Engine.getEngine("PyTorch").getVersion());
    }

    @Test
    void shouldRefuseDevicesAndThreadsThatThereAreNot() {
        assertThrows(BadInputException.class, () -> TensorEngine.start("tpu", 1));
        assertThrows(BadInputException.class, () -> TensorEngine.start("cpu", 0));
    }
}
