/** Programs of the machine, looked for on the PATH and run in a folder of their own, never for longer than agreed. */
package dev.sotto.training.evaluation.program;
