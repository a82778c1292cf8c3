/** Reads resource policies and the deployed policy file, and writes the events that rules are tried with. */
@NullMarked
package io.github.ecstaskretry.cli.doctor.read;

import org.jspecify.annotations.NullMarked;
