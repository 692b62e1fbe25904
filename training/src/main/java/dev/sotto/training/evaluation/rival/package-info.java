/** Other codecs of the machine, run on the same clips: Opus, Codec2 and Speex by their own programs. */
package dev.sotto.training.evaluation.rival;
