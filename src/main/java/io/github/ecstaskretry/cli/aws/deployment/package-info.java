/** Reads the parts of a deployment, and changes nothing. Only the command line needs it: its clients are not in the function. */
@NullMarked
package io.github.ecstaskretry.cli.aws.deployment;

import org.jspecify.annotations.NullMarked;
