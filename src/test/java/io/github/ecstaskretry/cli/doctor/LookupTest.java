package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookupTest {

    @Test
    void readsOnOnlyIfThePartExists() {
        assertThat(found(2).then(two -> found(two + 1))).isEqualTo(found(3));
        assertThat(found(2).then(two -> HealthyDeployment.<Integer>absent())).isEqualTo(absent());
        assertThat(HealthyDeployment.<Integer>absent().then(number -> found(number + 1)))
                .isEqualTo(absent());
        assertThat(HealthyDeployment.<Integer>unreadable().then(number -> found(number + 1)))
                .isEqualTo(unreadable());
    }
}
