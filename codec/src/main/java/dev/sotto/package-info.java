/**
 * Sotto, a neural speech codec. Begin with {@link dev.sotto.codec.SpeechCodec}: sound becomes tokens and tokens become
 * sound. {@link dev.sotto.packet.TokenFile} keeps tokens in a file, {@link dev.sotto.packet.PacketWriter} puts them in
 * packets to send.
 *
 * <p>Here is only what every package may know, so that nothing points back up: {@link dev.sotto.BadInputException},
 * which all of them throw at what a user gave and cannot be used, {@link dev.sotto.Fingerprint}, by which models and
 * priors are known, and {@link dev.sotto.NamedOutput}, a file whose failures name it.
 */
package dev.sotto;
