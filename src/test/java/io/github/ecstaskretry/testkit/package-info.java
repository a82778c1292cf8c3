/** The test kit: AWS stand-ins that speak the wire protocols, the simulation of the whole protocol, and the local run. */
package io.github.ecstaskretry.testkit;
