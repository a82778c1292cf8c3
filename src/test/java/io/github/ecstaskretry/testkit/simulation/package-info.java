/**
 * The whole protocol in one process, in virtual time and from a seed: the production code for reading, deciding, recording and acting,
 * with in-memory models of the AWS services that fail in every way in which those services may fail.
 */
package io.github.ecstaskretry.testkit.simulation;
