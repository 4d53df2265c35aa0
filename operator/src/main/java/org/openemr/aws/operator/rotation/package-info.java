/** Rotation of credentials, as Secrets Manager and RotationStack do it. */
package org.openemr.aws.operator.rotation;
