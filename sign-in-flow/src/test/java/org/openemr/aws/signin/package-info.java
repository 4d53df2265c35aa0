/** Signing in before OpenEMR and out again, as browsers see it: real templates, a real provider, a real Apache. */
package org.openemr.aws.signin;
