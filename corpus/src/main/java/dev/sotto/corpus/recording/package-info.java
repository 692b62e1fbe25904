/**
 * Recordings: which there are. In come the names that a user gives, of files, folders, patterns and manifests;
 * {@link dev.sotto.corpus.recording.RecordingFinder} makes a {@link dev.sotto.corpus.recording.Corpus} of them, whose
 * order is the same on every machine. Next: {@link dev.sotto.corpus.row}.
 */
package dev.sotto.corpus.recording;
