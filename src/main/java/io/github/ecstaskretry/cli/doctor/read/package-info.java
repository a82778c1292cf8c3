/** What a deployment consists of: resource policies, schedules, the policy file as it is deployed, and events to try rules with. */
@NullMarked
package io.github.ecstaskretry.cli.doctor.read;

import org.jspecify.annotations.NullMarked;
