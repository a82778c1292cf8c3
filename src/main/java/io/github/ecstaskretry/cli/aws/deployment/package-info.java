/** Reads the resources of a deployment, and changes nothing. The function does not contain these clients. */
@NullMarked
package io.github.ecstaskretry.cli.aws.deployment;

import org.jspecify.annotations.NullMarked;
